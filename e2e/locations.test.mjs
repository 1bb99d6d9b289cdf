// A location: added, looked at, planned, connected to a dossier, and no longer watched; on its list and on the map; on a phone, with
// the keyboard alone, and without a script too.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { PASSPHRASE, Person, browser, start } from './kit.mjs';

let server, chrome;
before(async () => { server = await start('demo'); chrome = await browser(); });
after(async () => { await chrome?.close(); await server?.stop(); });

const spotless = (person) => {
  assert.deepEqual(person.violations, [], 'accessible');
  assert.deepEqual(person.faults, [], 'no fault in the console');
  assert.deepEqual(person.outside, [], 'nothing from elsewhere');
};

/** Fills the passphrase in where a form asks for it. */
const open = async (form) => {
  const phrase = form.locator('[name=passphrase]');
  if (await phrase.count()) await phrase.first().fill(PASSPHRASE);
};

/** From box to box with the tab key, until the one that is wanted. */
const tabTo = async (page, wanted) => {
  for (let tries = 0; tries < 120; tries += 1) {
    await page.keyboard.press('Tab');
    if (await page.evaluate((selector) => document.activeElement.matches(selector), wanted)) return;
  }
  assert.fail(`${wanted} is reached by no tab key`);
};

/** Nothing is wider than the window. */
const fits = async (page) => assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth), 'it fits');

for (const [lang, width] of [['nl', 1280], ['nl', 360], ['en', 360]]) {
  const say = (nl, en) => (lang === 'nl' ? nl : en);
  test(`a location from its first day to its last (${lang}, ${width})`, async () => {
    const officer = await Person.sit(chrome, server.url, { lang, width });
    await officer.page.goto(`${server.url}/taal/${lang}`);
    await officer.signIn(lang === 'nl' ? 'aandachtsfunctionaris@montfoort.example' : 'plaatsvervanger@montfoort.example');
    const { page } = officer;
    await page.goto(`${server.url}/werk`);
    await officer.press(page.locator('main a[href^="/locatie/"][href$="#bekeken"]').first());
    await page.locator('#bekeken [name=text]').waitFor();
    await page.goto(`${server.url}/locaties`);
    await officer.look('all locations');
    await fits(page);

    await officer.press(page.locator('main a[href="/locaties/nieuw"]'));
    await officer.look('adding a location');
    await officer.press(say('Voeg de locatie toe', 'Add the location'));
    await officer.look('a location without an address');
    await page.locator('[name=street]').fill('Proefstraat');
    await page.locator('[name=number]').fill(`${width}${lang === 'nl' ? 'a' : 'b'}`);
    await page.locator('[name=why]').first().check();
    await page.locator('[name=first]').fill('52,0470');
    await page.locator('[name=second]').fill('4,9490');
    await officer.press(say('Voeg de locatie toe', 'Add the location'));
    assert.match(page.url(), /\/locatie\/[0-9a-f-]{36}/);
    const location = page.url().split('?')[0];
    await officer.look('a location');
    await fits(page);

    // What was seen, with the keyboard alone.
    await tabTo(page, '#bekeken summary');
    await page.keyboard.press('Enter');
    await tabTo(page, '#bekeken [name=by]');
    await page.keyboard.type(say('Toezicht', 'Supervision'));
    await tabTo(page, '#bekeken [name=text]');
    await page.keyboard.type(say('Het hek was dicht.', 'The gate was closed.'));
    await tabTo(page, '#bekeken button[type=submit]');
    await Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')]);
    assert.match(await page.locator('#bekeken').innerText(), say(/Het hek was dicht/, /The gate was closed/));
    await officer.look('a location that was looked at');

    await page.goto(`${server.url}/locaties`);
    await page.locator('[name=adres]').fill('Nergenslaan 99');
    await officer.press(page.locator('form[action="/locaties/zoeken"] button'));
    await officer.look('an address that is not there');
    await page.locator('[name=adres]').fill(`Proefstraat ${width}${lang === 'nl' ? 'a' : 'b'}`);
    await officer.press(page.locator('form[action="/locaties/zoeken"] button'));
    assert.equal(page.url(), location, 'no address in the address');

    await page.goto(`${location}/wijzigen`);
    await officer.look('changing a location');
    await page.goto(`${server.url}/locaties/kaart`);
    await officer.look('the map');
    await fits(page);
    assert.ok(await page.locator('.map g').count() >= 4, 'signs on the map');
    assert.match(await page.locator('main table').innerText(), /Fantasieplein/);

    await page.goto(`${server.url}/locaties/uittreksel`);
    await officer.look('taking in an extract');
    await page.locator('[name=file]').setInputFiles({
      name: 'lijst.csv', mimeType: 'text/csv', buffer: Buffer.from(`straat;huisnummer;plaats;aantal\nLijstweg;${width}${lang === 'nl' ? 1 : 2};Montfoort;4\nLijstweg;2;Montfoort;veel\n`),
    });
    await officer.press(say('Lees in', 'Take in'));
    await officer.look('an extract that was taken in');
    assert.match(await page.locator('main').innerText(), say(/1 nieuw/, /1 new/));

    await page.goto(`${server.url}/werk`);
    const dossier = await page.locator('a.line__title[href^="/dossier/"]').first().getAttribute('href');
    await page.goto(server.url + dossier.split(/[?#]/)[0]);
    await page.locator('#locaties details summary').click();
    const link = page.locator('#locaties form:has([name=where]:not([type=hidden]))');
    await link.locator('[name=where]').fill(`Proefstraat ${width}${lang === 'nl' ? 'a' : 'b'}`);
    await open(link);
    await Promise.all([page.waitForNavigation(), link.locator('button[type=submit]').click()]);
    assert.match(await page.locator('#locaties').innerText(), /Proefstraat/);
    await officer.look('a dossier at a location');

    await page.goto(location);
    const end = page.locator('form[action$="/einde"]');
    await end.locator('[name=reason]').fill(say('Klaar.', 'Done.'));
    await open(end);
    await Promise.all([page.waitForNavigation(), end.locator('button[type=submit]').click()]);
    await officer.look('a location that is not watched');
    spotless(officer);
  });
}

test('the map and its table without a script', async () => {
  const officer = await Person.sit(chrome, server.url, { width: 360, javaScript: false });
  officer.look = async () => {};
  await officer.signIn('aandachtsfunctionaris@montfoort.example');
  const { page } = officer;
  await page.goto(`${server.url}/locaties`);
  await officer.press(page.locator('main a[href="/locaties/kaart"]'));
  assert.equal(await page.locator('.map svg[role=img]').count(), 1);
  await officer.press(page.locator('main table a[href^="/locatie/"]').first());
  assert.match(page.url(), /\/locatie\//);
  assert.deepEqual(officer.outside, []);
});
