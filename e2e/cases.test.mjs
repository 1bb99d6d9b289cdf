// A case: begun in a dossier, another added, planned, its network drawn, and closed; on a phone, with the keyboard alone, and without a script too.
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
  if (await phrase.count()) await phrase.fill(PASSPHRASE);
};

/** The dossiers on the worklist. */
async function dossiers(person) {
  await person.page.goto(`${server.url}/werk`);
  const links = await person.page.locator('a.line__title[href^="/dossier/"]').evaluateAll((all) => all.map((one) => one.getAttribute('href').split(/[?#]/)[0]));
  return [...new Set(links)];
}

/** From box to box with the tab key, until the one that is wanted. */
const tabTo = async (page, wanted) => {
  for (let tries = 0; tries < 120; tries += 1) {
    await page.keyboard.press('Tab');
    if (await page.evaluate((selector) => document.activeElement.matches(selector), wanted)) return;
  }
  assert.fail(`${wanted} is reached by no tab key`);
};

for (const [lang, width] of [['nl', 1280], ['nl', 360], ['en', 360]]) {
  const say = (nl, en) => (lang === 'nl' ? nl : en);
  test(`a case from beginning to end (${lang}, ${width})`, async () => {
    const officer = await Person.sit(chrome, server.url, { lang, width });
    await officer.page.goto(`${server.url}/taal/${lang}`);
    await officer.signIn(lang === 'nl' ? 'aandachtsfunctionaris@montfoort.example' : 'plaatsvervanger@montfoort.example');
    const { page } = officer;
    const [first, second] = await dossiers(officer);
    const title = `${say('Beeld', 'Picture')} ${lang} ${width}`;

    await page.goto(server.url + first);
    await officer.press(page.locator('#casussen a[href$="/casus/nieuw"]'));
    await officer.look('beginning a case');
    await open(page.locator('main'));
    await officer.press(say('Begin de casus', 'Begin the case'));
    await officer.look('a case without a name');
    await page.locator('[name=title]').fill(title);
    await page.locator('[name=kind]').selectOption('employer');
    await page.locator('[name=table]').selectOption('ondermijning');
    await open(page.locator('main'));
    await officer.press(say('Begin de casus', 'Begin the case'));
    assert.match(page.url(), /\/casus\/[0-9a-f-]{36}/);
    const case_ = page.url().split('?')[0];

    await page.goto(server.url + second);
    const join = page.locator('#casussen form:has([name=case]):has(select)');
    await page.locator('#casussen details:has(select[name=case]) > summary').click();
    await join.locator('[name=case]').selectOption({ label: title });
    await open(join);
    await Promise.all([page.waitForNavigation(), join.locator('button').click()]);
    await officer.look('a dossier in a case');

    await page.goto(case_);
    const plan = page.locator('#plan form');
    await plan.locator('[name=what]').fill(say('Rijd er langs', 'Drive past'));
    await plan.locator('[name=owner]').selectOption('nla');
    await plan.locator('[name=day]').fill('2027-03-12');
    await open(plan);
    await Promise.all([page.waitForNavigation(), plan.locator('button').click()]);
    await officer.look('a case with a plan');

    await officer.press(page.locator('a[href$="/netwerk"]'));
    await officer.look('why this is looked into');
    if (await page.locator('[name=reason]').count()) await officer.press(say('Bekijk het netwerk', 'Look at the network'));
    assert.equal(await page.locator('.network svg').count(), 1);
    await officer.look('network of a case');

    await page.goto(`${case_}/sluiten`);
    await open(page.locator('main'));
    await officer.look('what keeps a case open');
    assert.match(await page.locator('main').innerText(), say(/kan nog niet sluiten/, /cannot close yet/));
    assert.ok(!await page.locator('select[name^=outcome]').first().isVisible(), 'nothing is asked yet');
    // Done, taken back and done from the plan itself.
    await page.goto(await page.locator('main a[href$="#plan"]').getAttribute('href').then((to) => server.url + to));
    const deed = () => page.locator('#plan form[action*="/actie/"] button').first();
    await officer.press(deed());
    await officer.look('an action that was done');
    assert.match(await page.locator('#plan').innerText(), say(/Toch niet gedaan/, /Not done after all/));
    await officer.press(deed());
    await officer.press(deed());

    // The end, with the keyboard alone.
    await page.goto(`${case_}/sluiten`);
    const count = await page.locator('select[name^=outcome]').count();
    assert.equal(count, 2);
    for (let at = 1; at <= count; at += 1) {
      await tabTo(page, `[name=outcome-${at}]`);
      await page.keyboard.press('ArrowDown');
    }
    if (await page.locator('[name=passphrase]').count()) {
      await tabTo(page, '[name=passphrase]');
      await page.keyboard.type(PASSPHRASE);
    }
    await tabTo(page, 'main form button[type=submit]');
    await Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')]);
    await officer.look('a case that is closed');
    assert.match(await page.locator('main').innerText(), say(/Maatregelen genomen/, /Measures taken/));
    await page.goto(`${case_}/verloop`);
    await officer.look('what happened in a case');
    await page.goto(`${server.url}/casussen`);
    await officer.look('all cases');
    await page.goto(`${server.url}/werk`);
    await officer.look('worklist with cases');
    spotless(officer);
  });
}

test('a case of the demo on its agenda, without a script', async () => {
  const officer = await Person.sit(chrome, server.url, { width: 360, javaScript: false });
  officer.look = async () => {};
  await officer.signIn('aandachtsfunctionaris@montfoort.example');
  const { page } = officer;
  await page.goto(`${server.url}/casussen`);
  await officer.press(page.locator('main th a').first());
  await officer.press(page.locator('a[href$="/agenda"]'));
  await page.locator('[name=text-1]').fill('Wie herkent dit beeld?');
  await open(page.locator('main'));
  await officer.press(page.locator('main form button[type=submit]'));
  assert.match(await page.locator('main').innerText(), /staan op de agenda/);
  assert.deepEqual(officer.outside, []);
});
