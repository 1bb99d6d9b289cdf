// A partner without an account answers a handover by itself: on a phone, with the keyboard alone.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { PASSPHRASE, Person, browser, start } from './kit.mjs';

let server, chrome;
before(async () => { server = await start('demo'); chrome = await browser(); });
after(async () => { await chrome?.close(); await server?.stop(); });

/** A photo of one dot. */
const PHOTO = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGP4z8AAAAMBAQDJ/pLvAAAAAElFTkSuQmCC', 'base64');

const spotless = (person) => {
  assert.deepEqual(person.violations, [], 'accessible');
  assert.deepEqual(person.faults, [], 'no fault in the console');
  assert.deepEqual(person.outside, [], 'nothing from elsewhere');
};

/** From box to box with the tab key, until the one that is wanted. */
const tabTo = async (page, wanted) => {
  for (let tries = 0; tries < 60; tries += 1) {
    await page.keyboard.press('Tab');
    if (await page.evaluate((selector) => document.activeElement.matches(selector), wanted)) return;
  }
  assert.fail(`${wanted} is reached by no tab key`);
};

for (const lang of ['nl', 'en']) {
  const say = (nl, en) => (lang === 'nl' ? nl : en);
  test(`a partner answers on a phone (${lang})`, async () => {
    const reporter = await Person.sit(chrome, server.url, { lang });
    await reporter.page.goto(`${server.url}/taal/${lang}`);
    await reporter.signIn('vergunningen@montfoort.example');
    await reporter.press(say('Het gaat over een persoon', 'It is about a person'));
    await reporter.page.locator('[name=danger][value=no]').check();
    await reporter.page.locator('[name=seen]').fill('Vijf mannen slapen in de kas. De voorman bewaart hun paspoorten.');
    await reporter.page.locator('[name=place]').fill(say('Kaspad 1', 'Kaspad 2'));
    await reporter.press(say('Verstuur het signaal', 'Send the signal'));
    const reference = await reporter.page.locator('#reference').innerText();

    const officer = await Person.sit(chrome, server.url, { lang });
    await officer.page.goto(`${server.url}/taal/${lang}`);
    await officer.signIn(lang === 'nl' ? 'aandachtsfunctionaris@montfoort.example' : 'plaatsvervanger@montfoort.example');
    await officer.press(officer.page.getByRole('link', { name: `${say('Beoordeel', 'Assess')} ${reference}` }));
    await officer.page.locator('[name=forms][value=labour]').check();
    await officer.page.locator('[name=severity][value=serious]').check();
    await officer.page.locator('[name=why]').fill('De paspoorten liggen bij een ander.');
    await officer.press(say('Leg vast en bekijk het advies', 'Record and see the advice'));
    await officer.press(officer.page.getByRole('link', { name: /Arbeidsinspectie/ }).first());
    await officer.page.locator('[name=consent][value=none]').check();
    await officer.page.locator('[name="consent-why"]').fill('Vragen is nu niet veilig.');
    await officer.page.locator('[name=proportionality]').fill('De inspectie moet weten waar het is.');
    assert.ok(!await officer.page.locator('[name=mailbox]').isVisible(), 'asked when it goes this way');
    await officer.page.locator('[name=method]').selectOption('meldroute');
    await officer.page.locator('[name=mailbox]').fill('meldpunt@nla.example');
    await officer.page.locator('[name=passphrase]').fill(PASSPHRASE);
    await officer.look('handover through Meldroute');
    await officer.press(say('Controleer wat de partner krijgt', 'Check what the partner gets'));
    await officer.press(say('Leg vast en maak de link', 'Record and make the link'));
    await officer.look('the code of the link');
    const link = await officer.page.locator('.link').innerText();
    const code = await officer.page.locator('.spoken').innerText();
    const dossier = officer.page.url().split('?')[0];

    // On a phone, with the keyboard alone.
    const partner = await Person.sit(chrome, server.url, { width: 360, lang });
    const { page } = partner;
    await page.goto(`${server.url}/taal/${lang}`);
    await page.goto(link);
    await partner.look('a partner opens the link');
    await tabTo(page, '[name=code]');
    await page.keyboard.type(code);
    await Promise.all([page.waitForURL(/partner/), page.keyboard.press('Enter')]);
    assert.match(await page.locator('main').innerText(), /Kaspad/);
    await partner.look('what a partner reads');
    await tabTo(page, 'details:has([value=asked]) summary');
    await page.keyboard.press('Enter');
    await tabTo(page, 'details:has([value=asked]) textarea');
    await page.keyboard.type('Op welke dag was dat?');
    await tabTo(page, 'details:has([value=asked]) button:not([name])');
    await Promise.all([page.waitForURL(/gedaan|partner/), page.keyboard.press('Enter')]);
    await page.getByText('Op welke dag was dat?').waitFor();
    await partner.look('a partner asked something');

    await officer.page.goto(dossier);
    await officer.page.locator('#via-meldroute [name=text]').fill('Dat weten we niet.');
    await officer.look('a question of a partner');
    await officer.press(say('Stuur aan de partner', 'Send to the partner'));
    await page.reload();
    await page.getByText('Dat weten we niet.').waitFor();
    await page.locator('details:has([value=final]) summary').click();
    await page.locator('details:has([value=final]) button:not([name])').click();
    await partner.look('a fault in the feedback of a partner');
    await page.locator('details:has([value=final]) [value=taken_up]').check();
    await page.locator('details:has([value=final]) textarea').fill('Wij gaan er volgende week heen.');
    await page.locator('details:has([value=final]) [role=status]').filter({ hasText: say('Bewaard', 'Kept') }).waitFor();
    // Somebody looks at something else first: what was typed is there again.
    await page.reload();
    assert.equal(await page.locator('details[open] textarea').inputValue(), 'Wij gaan er volgende week heen.');
    await page.locator('details:has([value=final]) button:not([name])').click();
    await partner.look('the last answer is asked once more');
    await page.locator('[name=documents]').setInputFiles({ name: 'foto.png', mimeType: 'image/png', buffer: PHOTO });
    await page.locator('main button[name=sure]').click();
    await partner.look('a partner is done');
    assert.equal(await page.locator('textarea').count(), 0, 'nothing is left to say');

    await officer.page.goto(dossier);
    assert.match(await officer.page.locator('#doorzettingen').innerText(), /volgende week heen/);
    await officer.page.locator('#via-meldroute').getByRole('link', { name: say('Document 1 van', 'Document 1 of') }).waitFor();
    await officer.look('feedback of a partner');
    [officer, partner, reporter].forEach(spotless);
  });
}
