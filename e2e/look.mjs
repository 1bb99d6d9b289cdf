import { start, browser, Person, PASSPHRASE } from './kit.mjs';
const server = await start('demo'); const chrome = await browser();
try {
  for (const width of [360, 1280]) {
    const e = await Person.sit(chrome, server.url, { width });
    await e.signIn('balie@montfoort.example'); await e.go('/melden/persoon'); await e.go('/mijn'); await e.go('/account');
    console.log(e.violations, e.faults, e.outside);
    if (width === 1280) await new Promise(r => setTimeout(r, 31000 - Date.now() % 30000));
    const o = await Person.sit(chrome, server.url, { width });
    await o.signIn('aandachtsfunctionaris@montfoort.example');
    await o.go('/kluis'); await o.go('/werk');
    await o.page.getByRole('link', { name: /Zet door/ }).first().click(); await o.look(); 
    await o.page.getByRole('link', { name: /Bereid voor/ }).first().click(); await o.look();
    await o.go('/werk'); await o.page.getByRole('link', { name: /Beoordeel/ }).first().click(); await o.look();
    await o.go('/werk'); await o.page.getByRole('link', { name: /Vertel/ }).first().click(); await o.look();
    await o.go('/werk?toon=afgesloten'); await o.look('/werk afgesloten'); await o.page.locator('ul.list a').first().click(); await o.look();
    await o.go('/verstrekkingen'); await o.go('/inzage');
    console.log(o.violations, o.faults, o.outside);
  }
} finally { await chrome.close(); await server.stop(); }
