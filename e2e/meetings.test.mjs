// A meeting of six items: prepared and recorded by the officer, read by somebody who takes part, on a phone too.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { PASSPHRASE, Person, browser, start } from './kit.mjs';

let server, chrome;
before(async () => { server = await start('demo'); chrome = await browser(); });
after(async () => { await chrome?.close(); await server?.stop(); });

const MOST = 20;
/** It is recorded from its day on. */
const TODAY = new Date().toISOString().slice(0, 10);
const IN_A_MONTH = new Date(Date.now() + 30 * 864e5).toISOString().slice(0, 10);
const spotless = (person) => {
  assert.deepEqual(person.violations, [], 'accessible');
  assert.deepEqual(person.faults, [], 'no fault in the console');
  assert.deepEqual(person.outside, [], 'nothing from elsewhere');
};

/** Six items on the agenda of a table: what is there before the meeting begins. */
async function six(officer, table) {
  await officer.page.goto(`${server.url}/werk`);
  const links = await officer.page.locator('a.line__title[href^="/dossier/"]').evaluateAll((all) => all.map((one) => one.getAttribute('href').split(/[?#]/)[0]));
  const dossiers = [...new Set(links)].slice(0, 6);
  assert.equal(dossiers.length, 6);
  for (const path of dossiers) {
    await officer.page.goto(server.url + path);
    const form = officer.page.locator('form:has([name=action][value=agenda])');
    await officer.page.locator('details:has([name=action][value=agenda]) > summary').first().click();
    await form.locator('[name=table]').selectOption(table);
    await form.locator('[name=text]').fill('Wie herkent dit beeld?');
    const phrase = form.locator('[name=passphrase]');
    if (await phrase.count()) await phrase.fill(PASSPHRASE);
    await Promise.all([officer.page.waitForNavigation(), form.locator('[value=agenda]').click()]);
    assert.match(officer.page.url(), /gedaan/, path);
  }
}

for (const lang of ['nl', 'en']) {
  const say = (nl, en) => (lang === 'nl' ? nl : en);
  const width = lang === 'nl' ? 1280 : 360;
  test(`a meeting of six items in twenty clicks (${lang}, ${width})`, async () => {
    const officer = await Person.sit(chrome, server.url, { lang, width });
    await officer.page.goto(`${server.url}/taal/${lang}`);
    await officer.signIn(lang === 'nl' ? 'aandachtsfunctionaris@montfoort.example' : 'plaatsvervanger@montfoort.example');
    const { page } = officer;
    const table = lang === 'nl' ? 'casus' : 'rto';
    await six(officer, table);
    /** A list that folds out is opened, and something in it chosen. */
    const choose = async (name, value) => { officer.clicks += 2; await page.locator(`[name=${name}]`).selectOption(value); };

    await page.goto(`${server.url}/werk`);
    officer.clicks = 0;
    // In the menu, and of the tables: one click each.
    officer.clicks += 1;
    await page.goto(`${server.url}/overleg`);
    await officer.press(page.locator(`a[href="/overleg/${table}"]`));
    await officer.press(say('Plan een bijeenkomst', 'Plan a meeting'));
    assert.equal(await page.locator('[name=items]:checked').count(), 6, 'all that waits is proposed');
    await page.locator('[name=day]').fill(TODAY);
    await page.locator('[name=time]').fill('14:30');
    await choose('task', 'order');
    await officer.tick(say(/hit\/no-hit/, /hit\/no hit/));
    officer.clicks += 1;
    await page.locator('[name=sources]').first().check();
    await choose('basis', 'public_task');
    await page.locator('[name="0-other-name"]').fill('Gijs Gast');
    await page.locator('[name="0-other-mailbox"]').fill('gijs@politie.example');
    await officer.press(say('Plan de bijeenkomst', 'Plan the meeting'));
    await officer.press(page.getByRole('link', { name: say('Leg vast wat er is gezegd', 'Record what was said') }));
    assert.equal(await page.locator('[name=came]:checked').count(), 0, 'who came is said by ticking');
    await Promise.all([page.waitForNavigation(), page.getByRole('button', { name: say('Leg alles vast', 'Record everything') }).click()]);
    await officer.look('faults in minutes');
    for (const box of await page.locator('[name=came]').all()) { officer.clicks += 1; await box.check(); }
    for (let at = 1; at <= 6; at += 1) {
      await page.locator(`[name=text-${at}]`).fill(`Punt ${at}: niemand herkent het.`);
      await page.locator(`[name=what-${at}-0]`).fill('Kijk over een maand nog eens');
      await page.locator(`[name=day-${at}-0]`).fill(IN_A_MONTH);
    }
    await choose('execute', 'public_task');
    const phrase = page.locator('main [name=passphrase]');
    if (await phrase.count()) await phrase.fill(PASSPHRASE);
    await officer.press(say('Leg alles vast', 'Record everything'));
    const main = await page.locator('main').innerText();
    assert.match(main, /Punt 6: niemand herkent het/);
    console.log(`${officer.clicks} clicks`);
    assert.ok(officer.clicks <= MOST, `${officer.clicks} clicks`);

    const waits = page.waitForEvent('download');
    await page.getByRole('link', { name: say('Verslag (PDF)', 'Minutes (PDF)') }).click();
    assert.match((await waits).suggestedFilename(), /^verslag-.*\.pdf$/);
    // A fault leads to its field.
    await page.goto(`${server.url}/overleg/${table}/bijeenkomst`);
    await officer.look('nothing waits');
    await page.goto(`${server.url}/overleg`);
    await page.goto(`${server.url}/privacystappen`);
    await officer.look('privacy steps');
    await page.goto(`${server.url}/verstrekkingen`);
    await officer.look('who heard what');
    await page.goto(`${server.url}/overleg/${table}`);
    await officer.look('meetings of a table');
    spotless(officer);
  });
}

test('agreements on a dossier, and a guest on a phone with the keyboard alone', async () => {
  const officer = await Person.sit(chrome, server.url);
  await officer.signIn('aandachtsfunctionaris@montfoort.example');
  const { page } = officer;
  await page.goto(`${server.url}/overleg/ondermijning`);
  await officer.press(page.locator('a.line__title[href^="/bijeenkomst/"]').first());
  await page.locator('summary').first().click();
  await officer.look('weighing one item');
  await officer.press(page.locator('button[value=send]').first());
  await officer.look('the code of a guest');
  const [link, code] = [await page.locator('.link').innerText(), await page.locator('.spoken').innerText()];
  assert.match(await page.locator('main').innerText(), /U legt vast wat er is gezegd vanaf/);
  await officer.press(page.getByRole('link', { name: 'Sluit de bijeenkomst' }));
  await officer.look('closing a meeting asks first');

  const guest = await Person.sit(chrome, server.url, { width: 360 });
  await guest.page.goto(link);
  await guest.page.locator('[name=code]').focus();
  await guest.page.keyboard.type(code);
  await Promise.all([guest.page.waitForURL(/te-gast/), guest.page.keyboard.press('Enter')]);
  await guest.look('what a guest reads');

  await page.goto(`${server.url}/werk`);
  await page.getByText(/^Later/).first().click();
  await officer.press(page.getByRole('link', { name: /Doe wat is afgesproken/ }).first());
  await officer.look('what was agreed');
  await officer.press(page.getByRole('button', { name: /^Gedaan/ }).first());
  [officer, guest].forEach(spotless);
});

/** From box to box with the tab key, until the one that is wanted. */
async function tabTo(page, wanted) {
  for (let tries = 0; tries < 200; tries += 1) {
    await page.keyboard.press('Tab');
    if (await page.evaluate((selector) => document.activeElement.matches(selector), wanted)) return;
  }
  assert.fail(`${wanted} is reached by no tab key`);
}

test('a meeting is planned, recorded and corrected with the keyboard alone', async () => {
  const officer = await Person.sit(chrome, server.url, { width: 360 });
  await officer.signIn('aandachtsfunctionaris@montfoort.example');
  const { page } = officer;
  await six(officer, 'signalentafel');
  const enter = () => Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')]);
  const into = async (name, words) => {
    await tabTo(page, `[name="${name}"]`);
    if (await page.locator(`[name="${name}"]`).first().getAttribute('type') === 'date') {
      // Month, day and year each have their own place.
      const [year, month, day] = words.split('-');
      await page.keyboard.type(month + day + year);
    } else {
      await page.keyboard.type(words);
    }
  };
  const pick = async (name) => { await tabTo(page, `[name="${name}"]`); await page.keyboard.press('ArrowDown'); };
  const day = TODAY;

  await page.goto(`${server.url}/overleg/signalentafel`);
  await tabTo(page, 'main a[href$="/bijeenkomst"]');
  await enter();
  await officer.look('planning, from the keyboard');
  await into('day', day);
  assert.equal(await page.locator('[name=day]').inputValue(), day);
  await pick('task');
  await tabTo(page, '[name=asked]');
  await page.keyboard.press('Space');
  await tabTo(page, '[name=sources]');
  await page.keyboard.press('Space');
  await pick('basis');
  await tabTo(page, 'main form button[type=submit]');
  await enter();
  assert.match(page.url(), /gedaan=meeting-planned/);
  await tabTo(page, 'main a[href$="/verslag"]');
  await enter();
  if (await page.locator('[name=came]').count()) {
    await tabTo(page, '[name=came]');
    await page.keyboard.press('Space');
  }
  await into('text-1', 'Niemand herkent het.');
  await tabTo(page, 'main form button[type=submit]');
  const phrase = page.locator('main [name=passphrase]');
  if (await phrase.count()) { await phrase.focus(); await page.keyboard.type(PASSPHRASE); }
  await enter();
  assert.match(page.url(), /gedaan=meeting-recorded/);
  await officer.look('the minutes');
  await tabTo(page, 'article summary');
  await page.keyboard.press('Enter');
  await tabTo(page, 'article [name=text]');
  await page.keyboard.type(' De wijkagent vraagt rond.');
  await tabTo(page, 'article details[open] button[type=submit]');
  await enter();
  assert.match(await page.locator('main').innerText(), /De wijkagent vraagt rond/);
  await officer.look('minutes that were corrected');
  spotless(officer);
});
