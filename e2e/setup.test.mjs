// An empty folder: the setup pages and the first invitations, as a newcomer sees them.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Person, browser, start, totp } from './kit.mjs';

let server, chrome;
before(async () => { server = await start('serve'); chrome = await browser(); });
after(async () => { await chrome?.close(); await server?.stop(); });

test('from an empty folder to a first signal', async () => {
  const path = server.output().match(/\/inrichten\/[0-9a-f]{40}/)[0];
  const founder = await Person.sit(chrome, server.url, { width: 360 });
  await founder.go(path);
  await founder.press('Verder');
  await founder.page.locator('[name=terms]').check();
  await founder.page.locator('[name="admin-name"]').fill('Berend Bedacht');
  await founder.page.locator('[name="admin-email"]').fill('beheer@test.example');
  await founder.page.locator('[name="officer-name"]').fill('Fenna Fictief');
  await founder.page.locator('[name="officer-email"]').fill('officier@test.example');
  await founder.page.locator('[name="officer-passphrase"]').fill('kort');
  await founder.press('Richt in');
  assert.match(await founder.page.locator('#faults').innerText(), /te makkelijk te raden/);
  await founder.page.locator('[name="officer-passphrase"]').fill('acht stille roeiers in de mist');
  await founder.press('Richt in');
  await founder.look('setup done');
  const [download] = await Promise.all([founder.page.waitForEvent('download'), founder.page.getByRole('link', { name: 'Download als PDF' }).click()]);
  assert.equal(download.suggestedFilename(), 'herstelsleutel.pdf');
  const links = await founder.page.locator('a[href*="/uitnodiging/"]').evaluateAll((all) => all.map((link) => link.href));
  assert.equal(links.length, 2);
  assert.deepEqual(founder.violations, []);

  for (const [link, email] of [[links[0], 'beheer@test.example'], [links[1], 'officier@test.example']]) {
    const person = await Person.sit(chrome, server.url, { width: 1280 });
    await person.go(new URL(link).pathname);
    const secret = await person.page.locator('#code-secret').innerText();
    await person.page.locator('[name=password]').fill('drie gele laarzen op de stoep');
    await person.page.locator('[name=code]').fill(totp(secret));
    await person.press('Aan de slag');
    await new Promise((resolve) => { setTimeout(resolve, 30500 - (Date.now() % 30000)); });
    await person.page.locator('[name=email]').fill(email);
    await person.page.locator('[name=password]').fill('drie gele laarzen op de stoep');
    await person.page.locator('[name=code]').fill(totp(secret));
    await person.press('Inloggen');
    assert.match(person.page.url(), email.startsWith('beheer') ? /\/mensen$/ : /\/werk$/);
    assert.deepEqual(person.violations, []);
    if (email.startsWith('officier')) {
      await person.page.locator('[name=passphrase]').fill('acht stille roeiers in de mist');
      await person.press('Open de kluis');
      await person.go('/melden/persoon');
      await person.page.locator('[name=seen]').fill('Eerste signaal.');
      await person.press('Verstuur het signaal');
      await person.look();
      assert.deepEqual(person.violations, []);
    }
  }
});
