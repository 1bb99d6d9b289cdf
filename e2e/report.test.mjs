// Reporting in Chromium on a phone: one screen and three taps; on with it afterwards; Back; leaving quickly.
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { join } from 'node:path';
import { OUT, PASSWORD, Person, browser, start } from './kit.mjs';

let server, chrome;
before(async () => { server = await start('demo'); chrome = await browser(); });
after(async () => { await chrome?.close(); await server?.stop(); });

const sit = async (email, options) => {
  const person = await Person.sit(chrome, server.url, { width: 360, ...options });
  await person.page.setViewportSize({ width: 360, height: 740 });
  await person.signIn(email);
  return person;
};
const bottom = async (locator) => { const box = await locator.boundingBox(); return box.y + box.height; };

test('a report on a phone is one screen and three taps', async () => {
  const person = await sit('balie@montfoort.example');
  const { page } = person;
  await person.go('/mijn');
  const before = await page.locator('.list > li').count();
  await person.go('/melden');
  person.clicks = 0;
  await person.press('Het gaat over een persoon');
  const send = page.getByRole('button', { name: 'Verstuur het signaal' }).first();
  const low = await bottom(send);
  await page.locator('[name=seen]').click(); person.clicks += 1;
  await page.keyboard.type('Man houdt de paspoorten van vier anderen.');
  await person.press(send);
  console.log(`# a report on a phone: ${person.clicks} taps after signing in, to be sent at ${Math.round(low)} of 740 px`);
  writeFileSync(join(OUT, 'report.txt'), `${person.clicks} taps, ${Math.round(low)} px\n`);
  assert.ok(person.clicks <= 3 && low <= 740, 'one screen, three taps');
  // On with it: what comes later is added to the same signal.
  const reference = await page.locator('#reference').innerText();
  await person.press('Weet u meer? Vul aan');
  await page.locator('[name=seen]').fill('Er kwam een busje bij.');
  await person.press(page.getByRole('button', { name: 'Voeg dit toe' }).first());
  assert.match(await page.locator('main').innerText(), /Er kwam een busje bij/);
  // Back, all the way to the form: it was sent.
  await page.goBack(); await page.goBack(); await page.goBack();
  assert.match(page.url(), /melden\/persoon/);
  // Either the page says so, or (out of the memory of the browser) the form as it was: sent again it is the same.
  const again = page.getByRole('button', { name: 'Verstuur het signaal' }).first();
  if (await again.isVisible()) await person.press(again);
  assert.ok((await page.locator('main').innerText()).includes(reference), 'it was sent');
  await person.go('/mijn');
  assert.equal(await page.locator('.list > li').count(), before + 1, 'one signal');
  await person.go('/melden/plaats');
  assert.ok(await bottom(page.getByRole('button', { name: 'Verstuur het signaal' }).first()) <= 740, 'a place too');
  await page.goto(`${server.url}/mijn`);
  await person.press(reference);
  assert.deepEqual([person.violations, person.faults, person.outside], [[], [], []]);
  await person.context.close();
});

// Without axe, which needs a script in the page.
const signIn = async (person, email) => {
  await person.page.goto(`${server.url}/inloggen`);
  await person.page.locator('[name=email]').fill(email);
  await person.page.locator('[name=password]').fill(PASSWORD);
  await person.page.locator('[name=password]').press('Enter');
  await person.page.waitForURL(/melden/);
};

test('leaving quickly', async () => {
  for (const how of ['button', 'shift', 'skip', 'without JavaScript']) {
    const person = await Person.sit(chrome, server.url, { width: 360, javaScript: how !== 'without JavaScript' });
    const { page } = person;
    await signIn(person, 'wmo@montfoort.example');
    await page.route('https://www.knmi.nl/', (route) => route.fulfill({ contentType: 'text/html', body: '<title>Weer</title>weer' }));
    await page.goto(`${server.url}/melden/persoon`);
    const away = page.waitForURL('https://www.knmi.nl/');
    if (how === 'shift') for (let times = 0; times < 3; times += 1) await page.keyboard.press('Shift');
    else if (how === 'skip') { await page.keyboard.press('Tab'); await page.keyboard.press('Tab'); await page.keyboard.press('Enter'); }
    else await page.getByRole('button', { name: 'Snel weg', exact: true }).click({ noWaitAfter: true });
    await away;
    await page.waitForTimeout(500);
    await page.goto(`${server.url}/mijn`);
    assert.match(page.url(), /inloggen/, `${how}: signed out`);
    await person.context.close();
  }
});

// Each word of the name in the head, on one line; and the whole head within the window.
const brokenWords = () => {
  const text = document.querySelector('.mark strong').firstChild;
  const broken = [];
  for (const { index, 0: word } of text.data.matchAll(/\S+/g)) {
    const range = document.createRange();
    range.setStart(text, index); range.setEnd(text, index + word.length);
    if (range.getClientRects().length > 1) broken.push(word);
  }
  if (document.documentElement.scrollWidth > document.documentElement.clientWidth) broken.push('too wide');
  return broken;
};

test('the name of the municipality is never broken within a word', async () => {
  for (const [email, paths] of [
    ['aandachtsfunctionaris@montfoort.example', ['/werk', '/melden', '/melden/persoon', '/mijn', '/wie-is-wie', '/account']],
    ['coordinator@montfoort.example', ['/melden', '/gedeeld', '/mijn']],
    ['balie@montfoort.example', ['/melden/plaats', '/wie-is-wie']],
  ]) {
    const person = await sit(email);
    for (const width of [320, 360, 400]) {
      await person.page.setViewportSize({ width, height: 640 });
      for (const path of paths) {
        await person.page.goto(server.url + path);
        assert.deepEqual(await person.page.evaluate(brokenWords), [], `${path} at ${width}`);
      }
    }
    await person.context.close();
  }
});

test('the menu folds with Escape', async () => {
  const person = await sit('balie@montfoort.example');
  const menu = person.page.locator('details.menu');
  await menu.locator('summary').click();
  await menu.getByRole('link').first().focus();
  await person.page.keyboard.press('Escape');
  assert.equal(await menu.getAttribute('open'), null);
  assert.ok(await menu.locator('summary').evaluate((summary) => summary === document.activeElement), 'the focus stays at its button');
  await person.context.close();
});
