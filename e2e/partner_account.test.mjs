// Somebody of a partner has an account: what is with them, on a phone, with the keyboard alone; without a script too.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Person, browser, spotless, start, tabTo } from './kit.mjs';

const PARTNER = 'ketenpartner@veiligthuis.example';

let server, chrome;
before(async () => { server = await start('demo'); chrome = await browser(); });
after(async () => { await chrome?.close(); await server?.stop(); });

test('an administrator gives somebody an account of a partner', async () => {
  const admin = await Person.sit(chrome, server.url, { width: 360 });
  const { page } = admin;
  await admin.signIn('beheer@montfoort.example');
  await page.goto(`${server.url}/mensen/toevoegen`);
  await page.locator('[name=name]').fill('Koen Ketenvoorbeeld');
  await page.locator('[name=email]').fill('koen@partner.example');
  await page.locator('[name=roles][value=partner]').check();
  await admin.press('Nodig uit');
  await admin.look('of which organisation');
  assert.match(await page.locator('main').innerText(), /Kies van welke organisatie/);
  // Back: all that was typed is there, and the fault is still at its own field alone.
  await page.goBack();
  assert.equal(await page.locator('[name=name]').inputValue(), 'Koen Ketenvoorbeeld');
  assert.equal(await page.locator('[name=email]').inputValue(), 'koen@partner.example');
  assert.ok(await page.locator('[name=roles][value=partner]').isChecked());
  await admin.press('Nodig uit');
  const faults = await page.locator('.utrecht-form-field-error-message').evaluateAll((all) => all.map((one) => one.id));
  assert.deepEqual(faults, ['person-organisation-error']);
  await page.locator('[name=organisation]').selectOption('nla');
  await admin.press('Nodig uit');
  await admin.press(page.getByRole('link', { name: 'Koen Ketenvoorbeeld' }));
  assert.match(await page.locator('main').innerText(), /Wacht op bevestiging als ketenpartner van: Nederlandse Arbeidsinspectie/);
  await admin.look('somebody of a partner');
  spotless(admin);
});

for (const lang of ['nl', 'en']) {
  const say = (nl, en) => (lang === 'nl' ? nl : en);
  test(`what is with a partner, on a phone with the keyboard (${lang})`, async () => {
    const partner = await Person.sit(chrome, server.url, { width: 360, lang });
    const { page } = partner;
    await page.goto(`${server.url}/taal/${lang}`);
    await partner.signIn(PARTNER);
    assert.match(page.url(), /\/bij-ons$/);
    await partner.look('what is with us');
    const list = await page.locator('main').innerText();
    assert.match(list, say(/Wacht op u|Loopt/, /Waits for you|Running/));
    await tabTo(page, 'main table a');
    await Promise.all([page.waitForURL(/bij-ons\/./), page.keyboard.press('Enter')]);
    await partner.look('a handover with an account');
    await tabTo(page, 'details:has([value=asked]) summary');
    await page.keyboard.press('Enter');
    await tabTo(page, 'details:has([value=asked]) textarea');
    await page.keyboard.type(say('Op welke dag was dat?', 'On which day was that?'));
    await tabTo(page, 'details:has([value=asked]) button:not([name])');
    await Promise.all([page.waitForURL(/gedaan/), page.keyboard.press('Enter')]);
    await page.getByText(say('Op welke dag was dat?', 'On which day was that?')).waitFor();
    await partner.look('somebody with an account asked');
    await partner.press(page.locator('.crumbs a'));
    assert.match(await page.locator('main').innerText(), say(/Nu niets: de gemeente leest uw vraag/, /Nothing now: the municipality reads/));
    spotless(partner);
  });
}

test('the officer sees who opened it', async () => {
  const officer = await Person.sit(chrome, server.url);
  await officer.signIn('aandachtsfunctionaris@montfoort.example');
  const { page } = officer;
  await page.goto(`${server.url}/werk`);
  const links = await page.locator('main a[href^="/dossier/"]').evaluateAll((all) => all.map((one) => one.pathname));
  let seen = '';
  for (const path of new Set(links.map((link) => link.split('/').slice(0, 3).join('/')))) {
    await page.goto(server.url + path);
    seen = await page.locator('main').innerText();
    if (seen.includes('geopend door')) break;
  }
  assert.match(seen, /geopend door Vicky Veronderstel van Veilig Thuis Utrecht/);
  assert.match(seen, /Op welke dag was dat\?/);
  await officer.look('opened by somebody with an account');
  spotless(officer);
});

test('without a script', async () => {
  const partner = await Person.sit(chrome, server.url, { width: 360, javaScript: false });
  partner.noAxe = true;
  const { page } = partner;
  await page.goto(`${server.url}/inloggen`);
  await partner.signIn(PARTNER);
  await page.locator('main table a').first().click();
  await page.waitForURL(/bij-ons\/./);
  await page.locator('details:has([value=interim]) summary').click();
  await page.locator('details:has([value=interim]) button:not([name])').click();
  assert.match(await page.locator('main').innerText(), /Wat is ermee gedaan\?/);
  await page.locator('details:has([value=interim]) [value=taken_up]').check();
  await page.locator('details:has([value=interim]) button:not([name])').click();
  await page.getByText('Uw tussenbericht is bij de gemeente.').waitFor();
  // The last answer is asked once more, and can be gone back from with all that was typed.
  await page.locator('details:has([value=final]) summary').click();
  await page.locator('details:has([value=final]) [value=joined]').check();
  await page.locator('details:has([value=final]) textarea').fill('Gevoegd bij een\nzaak van vorig jaar.');
  await page.locator('details:has([value=final]) button:not([name])').click();
  await page.getByRole('heading', { name: 'Dit is uw laatste antwoord' }).waitFor();
  assert.match(await page.locator('main').innerText(), /Gevoegd bij een lopende zaak[^]*zaak van vorig jaar/);
  await page.getByRole('button', { name: 'Terug', exact: true }).click();
  assert.equal(await page.locator('details[open] textarea').inputValue(), 'Gevoegd bij een\nzaak van vorig jaar.');
  assert.ok(await page.locator('details[open] [value=joined]').isChecked());
  // What is kept is there in the next look at the page.
  await page.locator('details[open] button[value=draft]').click();
  await page.getByText('Bewaard, en nog niet verstuurd.').waitFor();
  await page.goto(page.url().split('?')[0]);
  assert.equal(await page.locator('details[open] textarea').inputValue(), 'Gevoegd bij een\nzaak van vorig jaar.');
  assert.deepEqual(partner.outside, []);
});
