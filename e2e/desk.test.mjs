// What holds on every page: how much a phone fetches first, faults, high contrast, and tables that keep their words
// whole. The two pictures of the README are made here (make pictures).
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { join } from 'node:path';
import { OUT, Person, browser, start } from './kit.mjs';

let server, chrome;
before(async () => { server = await start('demo'); chrome = await browser(); });
after(async () => { await chrome?.close(); await server?.stop(); });

const OFFICER = 'aandachtsfunctionaris@montfoort.example';

/** Words of table cells that stand on more than one line. */
const broken = () => [...document.querySelectorAll('td, th')].flatMap((cell) => {
  const found = [];
  // On a phone the headings stand before each value, and their row is for who listens.
  const head = cell.closest('thead');
  if (head && getComputedStyle(head).position === 'absolute') return found;
  const walker = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const { currentNode: node } = walker;
    for (const { 0: word, index } of node.data.matchAll(/[\p{L}\p{N}]+/gu)) {
      const range = document.createRange();
      range.setStart(node, index); range.setEnd(node, index + word.length);
      const lines = new Set([...range.getClientRects()].filter((one) => one.width > 0).map((one) => Math.round(one.top)));
      if (lines.size > 1) found.push(word);
    }
  }
  return found;
});

test('the first view of the report form is at most 60 kB', async () => {
  const person = await Person.sit(chrome, server.url, { width: 360 });
  await person.signIn('balie@montfoort.example');
  // The same person, in a browser that fetched nothing yet.
  const fresh = await chrome.newContext({ viewport: { width: 360, height: 740 }, storageState: await person.context.storageState() });
  const page = await fresh.newPage();
  const devtools = await fresh.newCDPSession(page);
  await devtools.send('Network.enable');
  let bytes = 0;
  devtools.on('Network.loadingFinished', ({ encodedDataLength }) => { bytes += encodedDataLength; });
  await page.goto(`${server.url}/melden/persoon?na=99`, { waitUntil: 'networkidle' });
  await page.locator('[name=seen]').waitFor();
  await page.screenshot({ path: join(OUT, 'readme-report.png') });
  console.log(`first view of the report form: ${(bytes / 1000).toFixed(1)} kB`);
  assert.ok(bytes > 20_000 && bytes <= 60_000, `${bytes} bytes`);
  await fresh.close();
});

test('faults, who is who, and high contrast', async () => {
  const person = await Person.sit(chrome, server.url, { width: 360 });
  await person.go('/inloggen');
  await person.page.locator('main form button[type=submit]').click();
  await person.look('sign-in with faults');
  await person.signIn('balie@montfoort.example');
  for (const path of ['/bestaat-niet', '/werk', '/mijn/99', '/wie-is-wie']) await person.go(path);
  assert.match(await person.page.locator('main').innerText(), /Fenna Fictief/);
  assert.deepEqual(person.violations, []);
  await person.page.emulateMedia({ forcedColors: 'active' });
  for (const path of ['/melden', '/melden/persoon', '/wie-is-wie']) { await person.page.goto(server.url + path); await person.look(`high contrast ${path}`); }
  assert.deepEqual(person.violations, []);
});

test('the desk: high contrast, and words of tables stay whole', async () => {
  const person = await Person.sit(chrome, server.url, { width: 1280 });
  await person.signIn(OFFICER);
  await person.page.screenshot({ path: join(OUT, 'readme-desk.png') });
  await person.page.emulateMedia({ forcedColors: 'active' });
  await person.page.locator('.line__title').first().click();
  for (const path of [null, '/werk', '/overleg', '/afgesloten']) {
    if (path) await person.page.goto(server.url + path);
    await person.look(`high contrast ${path ?? 'dossier'}`);
  }
  await person.page.emulateMedia({ forcedColors: 'none' });
  for (const width of [1280, 360]) {
    await person.page.setViewportSize({ width, height: 800 });
    for (const path of ['/afgesloten', '/verstrekkingen', '/inzage', '/registers']) {
      await person.page.goto(server.url + path);
      assert.deepEqual(await person.page.evaluate(broken), [], `${path} at ${width}`);
    }
  }
  assert.deepEqual(person.violations, []);
});

test('the other language keeps what was typed, and puts nothing of it in an address', async () => {
  const person = await Person.sit(chrome, server.url, { width: 1280 });
  await person.signIn(OFFICER);
  await person.page.locator('.line__title').first().click();
  const note = person.page.locator('form[action$="/notitie"] textarea');
  const words = 'Terugbellen, en dan met de wijkagent.';
  await note.fill(words);
  const change = async (lang) => {
    await person.page.locator('details.menu > summary').click();
    await person.page.locator('.menu a[href^="/taal/"]').click();
    await person.page.waitForFunction((wanted) => document.documentElement.lang === wanted && document.readyState === 'complete', lang);
    assert.doesNotMatch(person.page.url(), /Terug|taal/);
    assert.equal(await person.page.evaluate(() => history.state), null);
    assert.equal(await note.inputValue(), words);
    assert.ok(await note.isVisible());
  };
  await change('en');
  await change('nl');
  // What is typed on a page of its own, with boxes and choices.
  await person.page.goto(`${server.url}/werk`);
  await person.page.locator('a[href$="/beoordelen"]').first().click();
  const why = person.page.locator('main textarea:visible').first();
  const box = person.page.locator('main input[type=checkbox]:visible').first();
  const was = await box.isChecked();
  await why.fill('Omdat.');
  await box.setChecked(!was);
  await person.page.locator('details.menu > summary').click();
  await person.page.locator('.menu a[href^="/taal/"]').click();
  await person.page.waitForFunction(() => document.documentElement.lang === 'en' && document.readyState === 'complete');
  assert.equal(await why.inputValue(), 'Omdat.');
  assert.equal(await box.isChecked(), !was);
  assert.deepEqual(person.faults, []);
});
