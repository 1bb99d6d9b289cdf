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
  // The list is there without a script too; a name that is nearly right leads on.
  await founder.page.locator('[name=municipality]').fill('Montfort');
  await founder.page.getByLabel('Nee, een medewerker meldt rechtstreeks').check();
  await founder.press('Verder');
  assert.match(await founder.page.title(), /^Fout: /);
  assert.match(await founder.page.locator('#faults').innerText(), /Bedoelt u: Montfoort, Montferland\?/);
  await founder.page.locator('[name=municipality]').fill('Woerden');
  await founder.press('Verder');
  await founder.look('setup people');
  await founder.page.locator('[name=terms]').check();
  await founder.page.locator('[name="admin-name"]').fill('Berend Bedacht');
  await founder.page.locator('[name="admin-email"]').fill('beheer@test.example');
  await founder.page.locator('[name="officer-name"]').fill('Fenna Fictief');
  await founder.page.locator('[name="officer-email"]').fill('officier@test.example');
  await founder.page.locator('[name="officer-passphrase"]').fill('kort');
  await founder.press('Gemeente inrichten');
  assert.match(await founder.page.locator('#faults').innerText(), /te makkelijk te raden/);
  await founder.page.locator('[name="officer-passphrase"]').fill('acht stille roeiers in de mist');
  await founder.press('Gemeente inrichten');
  await founder.look('setup key');
  const key = await founder.page.locator('#recovery-key').innerText();
  await founder.page.reload();
  assert.equal(await founder.page.locator('#recovery-key').innerText(), key, 'a reload loses nothing');
  const [download] = await Promise.all([founder.page.waitForEvent('download'), founder.page.getByRole('link', { name: 'Download als PDF' }).click()]);
  assert.equal(download.suggestedFilename(), 'herstelsleutel.pdf');
  await founder.press('Ga verder');
  assert.match(await founder.page.locator('#faults').innerText(), /Berg de sleutel eerst op/);
  await founder.page.locator('[name=stored]').check();
  await founder.press('Ga verder');
  await founder.look('setup done');
  await founder.page.goBack();
  assert.equal(await founder.page.locator('#recovery-key').count(), 0, 'put away is put away');
  await founder.go('/ingericht');
  const links = await founder.page.locator('.invitation').allInnerTexts();
  assert.equal(links.length, 2);
  assert.deepEqual(founder.violations, []);

  for (const [link, email] of [[links[0], 'beheer@test.example'], [links[1], 'officier@test.example']]) {
    const person = await Person.sit(chrome, server.url, { width: 1280 });
    await person.go(new URL(link).pathname);
    const secret = await person.page.locator('#code-secret').innerText();
    await person.page.locator('[name=password]').fill('drie gele laarzen op de stoep');
    await person.page.locator('[name=code]').fill(totp(secret));
    await person.press('Aan de slag');
    // Signed in at once: no second code is asked for.
    assert.match(person.page.url(), email.startsWith('beheer') ? /\/(mensen|beleid)$/ : /\/werk$/);
    await person.go('/beleid');
    await person.go('/beleid/partner/avim');
    await person.go('/beleid/termijnen');
    await person.go('/');
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
