// Does this occur already? A register is imported, a signal with a misspelt name and address comes in; the
// officer sees why it may be the same, confirms, looks at the network, and takes it back.
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { join } from 'node:path';
import { Person, browser, start } from './kit.mjs';

let server, chrome;
before(async () => { server = await start('demo'); chrome = await browser(); });
after(async () => { await chrome?.close(); await server?.stop(); });

const REGISTER = `Nummer;Voornamen;Tussenvoegsel;Achternaam;Geboortedatum;Straat;Huisnummer;Postcode;Woonplaats
1;Krzysztof;;Fantasowski;19-09-1979;Verzonnen Dijk;14;3417 ZZ;Montfoort
2;Johannes;van den;Denkbeeld;05-03-1961;Verzonnen Dijk;16;3417 ZZ;Montfoort
3;te kort
`;

for (const [width, lang, email] of [[360, 'nl', 'aandachtsfunctionaris@montfoort.example'], [1280, 'en', 'plaatsvervanger@montfoort.example']]) {
  const say = (nl, en) => (lang === 'nl' ? nl : en);
  test(`import, find, confirm, undo (${lang}, ${width} px)`, async () => {
    const employee = await Person.sit(chrome, server.url, { width, lang });
    const report = async (seen, name, birth, address) => {
      await employee.page.goto(`${server.url}/melden/persoon?nieuw=1`);
      await employee.page.locator('[name=danger][value=no]').check();
      await employee.page.locator('[name=seen]').fill(`${seen} (${lang})`);
      await employee.page.getByText(say('Meer vertellen', 'Tell more')).click();
      await employee.page.locator('[name="subject-0-name"]').fill(name);
      await employee.page.locator('summary').filter({ hasText: say('Meer over deze betrokkene', 'More about this one') }).first().click().catch(() => {});
      await employee.page.locator('[name="subject-0-birth"]').fill(birth);
      await employee.page.locator('[name="subject-0-address"]').fill(address);
      await employee.press(say('Verstuur het signaal', 'Send the signal'));
      return employee.page.locator('#reference').innerText();
    };
    await employee.page.goto(`${server.url}/taal/${lang}`);
    await employee.signIn('balie@montfoort.example');
    await report('Man regelt kamers voor anderen.', 'Kris Fantazofsky', '1979', 'Verzonnen Dyk 14, Montfoort');
    const reference = await report('Weer die man, nu met een busje.', 'Krzysztof Fantasovski', '19-9-1979', 'Verzonnen Dijk 14 Montfoort');

    const officer = await Person.sit(chrome, server.url, { width, lang });
    await officer.page.goto(`${server.url}/taal/${lang}`);
    await officer.signIn(email);
    const file = join(server.data, `register-${lang}.csv`);
    writeFileSync(file, REGISTER.replaceAll('Leges', lang) + (lang === 'en' ? '4;Eva;;Bedacht;;Dorp;1;;Lopik\n' : ''));
    await officer.go('/registers');
    await officer.page.locator('[name=source]').selectOption('brp');
    await officer.page.locator('[name=file]').setInputFiles(file);
    await officer.press(say('Verder', 'Go on'));
    assert.equal(await officer.page.locator('[name="column-3"]').inputValue(), 'surname', 'columns are recognised');
    await officer.press(say('Lees in', 'Import'));
    await officer.page.getByText(say('Klaar:', 'Done:')).waitFor();
    await officer.look('import done');
    await officer.press(officer.page.locator('main').getByRole('link', { name: 'Registers' }));
    await officer.go('/werk');
    await officer.press(officer.page.locator('.line', { hasText: reference }).locator('.line__title'));
    await officer.press(say('Komt dit al voor?', 'Is this known already?'));
    await officer.look('reason');
    await officer.press(officer.page.locator('main form button').first());
    await officer.look('proposals');
    const main = officer.page.locator('main');
    assert.match(await main.innerText(), say(/vrijwel zeker dezelfde|waarschijnlijk dezelfde/, /almost certainly the same|probably the same/));
    assert.match(await main.innerText(), say(/Personen \(BRP\)/, /Population register/));
    await officer.press(officer.page.getByRole('button', { name: say(/Dezelfde Kris/, /The same Kris/) }).first());
    assert.match(await main.innerText(), say(/Vastgelegd: dezelfde/, /Recorded: the same/));
    await officer.press(officer.page.getByRole('link', { name: say(/^Alles over deze betrokkene/, /^Everything about this subject/) }).first());
    await officer.page.goBack();
    await officer.press(officer.page.getByRole('link', { name: say('Netwerk', 'Network') }));
    await officer.look('network');
    assert.match(await main.innerText(), new RegExp(`${reference}[^]*Krzysztof`));
    assert.ok(await officer.page.locator('svg .signal').count() >= 1, 'the other signal is drawn');
    await officer.press(officer.page.getByRole('link', { name: say(/^Toon wat hiermee samenhangt/, /^Show what hangs together/) }).first());
    await officer.page.goto(`${server.url}${new URL(officer.page.url()).pathname.replace('/netwerk', '/nagaan')}`);
    await officer.page.locator('[name="result-brp"][value=found]').check();
    await officer.press(say('Sla de bronnen op', 'Save sources'));
    await officer.press(officer.page.getByRole('button', { name: say(/^Neem het oordeel terug/, /^Take back/) }).first());
    assert.match(await main.innerText(), say(/Het oordeel is teruggenomen/, /The judgement was taken back/));
    await officer.go('/zoeken');
    await main.locator('[name=text]').fill('fantazowsky');
    await main.locator('[name=reason]').fill('Vraag van de wijkagent');
    await officer.press(officer.page.locator('main form button'));
    await officer.look('search results');
    assert.match(await main.innerText(), new RegExp(reference));
    assert.doesNotMatch(officer.page.url(), /fantaz/i, 'what is searched for stands in no address');
    assert.deepEqual(officer.violations, [], 'accessible');
    assert.deepEqual(officer.faults, [], 'no fault in the console');
    assert.deepEqual(officer.outside, [], 'nothing from elsewhere');
  });
}

// The demo's largest look-up can be worked through: four screens, no cell narrower than its longest word, and what
// is judged leads to the next.
test('the largest look-up fits in four screens', async () => {
  const officer = await Person.sit(chrome, server.url, { width: 1280 });
  await officer.page.goto(`${server.url}/taal/nl`);
  await officer.signIn('aandachtsfunctionaris@montfoort.example');
  await officer.go('/werk');
  const largest = await officer.page.evaluate(async () => {
    const links = [...document.querySelectorAll('.line__title')].map((link) => link.getAttribute('href'));
    let best = { rows: -1 };
    for (const link of links) {
      const body = new URLSearchParams({ reason: 'Signaal verrijken.' });
      const text = await (await fetch(`${link}/nagaan`, { method: 'POST', body })).text();
      const rows = text.split('<tr').length;
      if (rows > best.rows) best = { rows, link };
    }
    return best;
  });
  const narrow = () => officer.page.evaluate(() => {
    const broken = [];
    // Where each row is a card, the heads of the columns are out of sight.
    for (const cell of document.querySelectorAll(innerWidth < 768 ? 'tbody th, tbody td' : 'th, td')) {
      const walk = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT);
      for (let node = walk.nextNode(); node; node = walk.nextNode()) {
        for (const word of node.data.matchAll(/[^\s\-\/]+/g)) {
          const range = document.createRange();
          range.setStart(node, word.index);
          range.setEnd(node, word.index + word[0].length);
          if (new Set([...range.getClientRects()].map((box) => Math.round(box.top))).size > 1) broken.push(word[0]);
        }
      }
    }
    return broken;
  });
  await officer.go(`${largest.link}/nagaan`);
  const height = await officer.page.evaluate(() => document.documentElement.scrollHeight);
  console.log(`largest look-up: ${largest.rows} rows, ${height} px, ${(height / 800).toFixed(1)} screens`);
  assert.ok(height <= 4 * 800, `${height} px`);
  assert.deepEqual(await narrow(), [], 'no word is broken in a cell');
  const open = () => officer.page.locator('main > p strong').first().innerText();
  const before = Number((await open()).match(/\d+/)[0]);
  await officer.press(officer.page.getByRole('button', { name: /^Dezelfde/ }).first());
  assert.match(officer.page.url(), /#regel-/);
  assert.ok(await officer.page.evaluate(() => document.activeElement.matches('tr.open')), 'the next is in focus');
  assert.equal(Number((await open()).match(/\d+/)[0]), before - 1);
  for (const width of [360, 1280]) {
    await officer.page.setViewportSize({ width, height: 800 });
    await officer.look(`largest look-up ${width}`);
    assert.deepEqual(await narrow(), [], `no word is broken in a cell at ${width} px`);
  }
  assert.deepEqual(officer.violations, [], 'accessible');
  assert.deepEqual(officer.faults, [], 'no fault in the console');
});
