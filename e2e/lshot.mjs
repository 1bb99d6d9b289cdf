import { mkdirSync } from 'node:fs';
import { start, browser, Person, PASSPHRASE } from './kit.mjs';
mkdirSync('/tmp/shot-l', { recursive: true });
const program = await start('demo');
const chrome = await browser();
try {
  const officer = await Person.sit(chrome, program.url, { width: 1280 });
  await officer.signIn('aandachtsfunctionaris@montfoort.example');
  const { page } = officer;
  const shot = async (name) => { for (const width of [1280, 360]) { await page.setViewportSize({ width, height: 800 }); await page.screenshot({ path: `/tmp/shot-l/${name}-${width}.png`, fullPage: true }); const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth); if (wide > 0) console.log(name, width, 'too wide', wide); } await page.setViewportSize({ width: 1280, height: 800 }); };
  await officer.go('/melden/persoon');
  const id = await page.evaluate(async () => {
    const get = async (path) => new DOMParser().parseFromString(await (await fetch(path)).text(), 'text/html');
    const form = (await get('/melden/persoon?nieuw=1')).querySelector('[name=form-id]').value;
    const body = new URLSearchParams({ 'form-id': form, action: 'send', channel: 'phone', 'behalf-name': 'Ana Ionescu', 'behalf-phone': '0612121212', contact: 'phone', seen: 'Ik werk er veertien uur per dag.', place: 'Balie 3', subjects: '1', 'subject-0-name': 'Ana Ionescu', 'subject-0-phone': '0612121212', 'subject-0-capacity': 'possible_victim' });
    const answer = await fetch('/melden/persoon', { method: 'POST', body });
    const reference = new DOMParser().parseFromString(await answer.text(), 'text/html').querySelector('.reference')?.textContent ?? answer.url;
    const work = await (await fetch('/werk')).text();
    return [reference, [...work.matchAll(/\/dossier\/([0-9a-f-]{36})[^<]*>([^<]*)/g)].filter((m) => m[2].includes('veertien')).map((m) => m[1])[0]];
  });
  console.log(id);
  const dossier = `/dossier/${id[1]}`;
  await page.evaluate(async (dossier) => {
    const doc = new DOMParser().parseFromString(await (await fetch(`${dossier}/beoordelen`)).text(), 'text/html');
    const body = new URLSearchParams({ version: doc.querySelector('[name=version]').value, forms: 'labour', severity: 'serious', ages: '19', why: 'Drie tekenen.' });
    await fetch(`${dossier}/beoordelen`, { method: 'POST', body });
  }, dossier);
  await page.goto(`${program.url}${dossier}/doorzetten/nla`);
  const fill = async () => { await page.locator('[name=consent][value=none]').check(); await page.locator('[name=consent-why]').fill('Vragen is nu niet veilig.'); await page.locator('[name=proportionality]').fill('Zonder naam kan het niet.'); };
  await page.locator('input[value=subject-0-name]').check(); await page.locator('input[value=subject-0-phone]').check();
  await page.locator('[name=passphrase]').fill(PASSPHRASE);
  await page.locator('button[value=check]:not(.visually-hidden)').click(); await page.waitForLoadState();
  await shot('1-blocked');
  await fill();
  await page.locator('button[value^=reporter-is-]').first().click(); await page.waitForLoadState();
  await shot('2-said');
  await page.locator('button[value=check]:not(.visually-hidden)').click(); await page.waitForLoadState();
  await shot('3-look');
  await page.goto(`${program.url}${dossier}/afsluiten`);
  await page.locator('[name=outcome][value=merged]').check();
  await page.locator('button[value=close]').click(); await page.waitForLoadState();
  await shot('4-close');
  await page.goto(`${program.url}${dossier}`);
  await shot('5-dossier');
} finally { await chrome.close(); await program.stop(); }
