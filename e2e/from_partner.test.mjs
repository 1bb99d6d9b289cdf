// A signal that comes from a partner is taken in on a phone, with the keyboard, and without script.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { PASSPHRASE, Person, browser, spotless, start, tabTo } from './kit.mjs';

let server, chrome;
before(async () => { server = await start('demo'); chrome = await browser(); });
after(async () => { await chrome?.close(); await server?.stop(); });

const soon = (days) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
const TAP = 'Het groene toestel wordt sinds de zomer afgeluisterd.';

for (const lang of ['nl', 'en']) {
  const say = (nl, en) => (lang === 'nl' ? nl : en);
  const email = lang === 'nl' ? 'aandachtsfunctionaris@montfoort.example' : 'plaatsvervanger@montfoort.example';
  test(`an officer takes in a signal of a partner on a phone (${lang})`, async () => {
    const officer = await Person.sit(chrome, server.url, { width: 360, lang });
    const { page } = officer;
    await page.goto(`${server.url}/taal/${lang}`);
    await officer.signIn(email);
    await page.goto(`${server.url}/melden`);
    await officer.press(page.getByRole('link', { name: say('Signaal van een partner', 'Signal from a partner') }));
    await officer.look('the form about a signal of a partner');
    await tabTo(page, '[name=partner]');
    await page.locator('[name=partner]').selectOption('avim');
    await tabTo(page, '[name=reference]');
    await page.keyboard.type(`PL-${lang}`);
    await page.getByText(say('Met wie had u daar contact?', 'Who spoke or wrote to you there?')).click();
    await page.locator('[name="contact-name"]').fill('Warre Voorbeeldagent');
    await page.locator('[name=conditions][value=ask_first]').check();
    await tabTo(page, '[name="part-0-text"]');
    await page.keyboard.type('Achter de winkel staan vier bedden.');
    await officer.press(say('Nog een deel', 'Another part'));
    await page.locator('[name="part-1-text"]').fill(TAP);
    await page.locator('[name="part-1-law"][value=wpg]').check();
    await officer.press(say('Leg het signaal vast', 'Record the signal'));
    await officer.look('a part under the Wpg without an end date');
    assert.match(await page.locator('main').innerText(), say(/ten hoogste vijf jaar/, /five years at most/));
    await page.locator('[name="part-1-ends"]').fill(soon(10));
    await page.locator('[name="part-1-only"]').fill('Evert Eenmalig');
    await officer.press(say('Leg het signaal vast', 'Record the signal'));
    await officer.look('a signal of a partner on its dossier');
    const dossier = page.url().split('?')[0];
    assert.match(await page.locator('#van-partner').innerText(), /Evert Eenmalig/);

    // What is under the Wpg is typed over nowhere.
    await page.goto(`${dossier}#verloop`);
    const note = page.locator(`form[action$="/notitie"] [name=text]`);
    await note.evaluate((box) => { for (let at = box; at; at = at.parentElement) if (at.tagName === 'DETAILS') at.open = true; });
    await note.fill(TAP);
    await page.locator(`form[action$="/notitie"] button`).first().click();
    await page.getByText(say('onder de Wpg of de WGS', 'under the Wpg or the WGS')).first().waitFor();
    await officer.look('a note that holds police data');

    // It ends soon: put it off, and tell the partner.
    await page.goto(dossier);
    await page.locator('#van-partner [name=until]').fill(soon(60));
    await page.locator('#van-partner [name=why]').fill('Het onderzoek loopt nog; de teamchef vond het goed.');
    await officer.press(say('Bewaar het langer', 'Keep it longer'));
    await officer.look('an end date that was put off');
    // Nobody asked to hear: it is folded.
    await page.locator('#van-partner details').evaluateAll((all) => all.forEach((one) => { one.open = true; }));
    await page.locator('#van-partner form[action$="/teruggekoppeld"] [name=text]').fill('De inspectie pakt het op.');
    await page.locator('#van-partner form[action$="/teruggekoppeld"] [name=passphrase]').fill(PASSPHRASE);
    await page.locator('#van-partner form[action$="/teruggekoppeld"] button[value=told]').click();
    await page.getByText('De inspectie pakt het op.').first().waitFor();
    await officer.look('a partner that was told');
    spotless(officer);
  });
}

test('the same signal again is pointed at, without script', async () => {
  const officer = await Person.sit(chrome, server.url, { javaScript: false });
  officer.noAxe = true;
  const { page } = officer;
  await officer.signIn('aandachtsfunctionaris@montfoort.example');
  for (const again of [false, true]) {
    await page.goto(`${server.url}/melden/partner`);
    await page.locator('[name=partner]').selectOption('nla');
    await page.locator('[name=reference]').fill('NLA 44 / 2026');
    await page.locator('[name="part-0-text"]').fill('Er slapen mensen boven de wasserij.');
    await page.locator('button[value=send]').click();
    const text = await page.locator('main').innerText();
    if (again) assert.match(text, /staat er al/);
    else assert.match(text, /vastgelegd/);
  }
  assert.equal(await page.locator('[name="part-0-text"]').inputValue(), 'Er slapen mensen boven de wasserij.');
  assert.deepEqual(officer.outside, []);
});
