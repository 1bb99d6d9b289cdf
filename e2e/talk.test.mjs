// The officer and an employee talk: about a signal, and about what may be none. On a phone, with the keyboard alone.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { PASSPHRASE, Person, browser, spotless, start, tabTo } from './kit.mjs';

let server, chrome;
before(async () => { server = await start('demo'); chrome = await browser(); });
after(async () => { await chrome?.close(); await server?.stop(); });

for (const lang of ['nl', 'en']) {
  const say = (nl, en) => (lang === 'nl' ? nl : en);
  const of = { nl: 'aandachtsfunctionaris@montfoort.example', en: 'plaatsvervanger@montfoort.example' };
  const sit = async (email, width) => {
    const person = await Person.sit(chrome, server.url, { lang, width });
    await person.page.goto(`${server.url}/taal/${lang}`);
    await person.signIn(email);
    return person;
  };

  test(`a question about a signal is answered on a phone (${lang})`, async () => {
    const reporter = await sit('vergunningen@montfoort.example', 360);
    const { page } = reporter;
    await reporter.press(say('Het gaat over een persoon', 'It is about a person'));
    await page.locator('[name=danger][value=no]').check();
    await page.locator('[name=seen]').fill(say('Een busje haalt elke ochtend zes vrouwen op.', 'A van picks up six women each morning.'));
    await page.locator('[name=place]').fill(say('Busbaan 1', 'Busbaan 2'));
    await reporter.press(say('Verstuur het signaal', 'Send the signal'));
    const reference = await page.locator('#reference').innerText();

    const officer = await sit(of[lang]);
    await officer.press(officer.page.getByRole('link', { name: `${say('Beoordeel', 'Assess')} ${reference}` }));
    const dossier = officer.page.url().replace('/beoordelen', '').split('?')[0];
    await officer.page.goto(dossier);
    await officer.page.getByText(say('Vraag of vertel de melder iets', 'Ask or tell the reporter something')).click();
    await officer.page.locator('#aangevuld [name=passphrase]').fill(PASSPHRASE);
    await officer.look('the field to ask the reporter');
    await officer.page.locator('#aangevuld [value=ask]').click();
    await officer.page.locator('#aangevuld [name=message][aria-invalid]').waitFor();
    await officer.look('an empty question');
    const again = officer.page.locator('#aangevuld [name=passphrase]');
    if (await again.count()) await again.fill(PASSPHRASE);
    await officer.page.locator('#aangevuld [name=message]').fill('Welke kleur heeft het busje?');
    await officer.press(officer.page.locator('#aangevuld [value=ask]'));
    await officer.look('a question waits');
    assert.match(await officer.page.locator('#aangevuld').innerText(), new RegExp(say('wacht op de melder', 'waiting for the reporter'), 'i'));

    await page.goto(`${server.url}/melden`);
    assert.ok(!/busje/.test(await page.locator('main').innerText()), 'nothing of it at a glance');
    await reporter.press(page.getByRole('link', { name: say('Er staat iets voor u klaar bij Mijn signalen', 'Something is ready for you under My signals') }));
    await reporter.press(page.getByRole('link', { name: `${say('Er staat een vraag voor u klaar', 'A question is waiting for you')} ${reference}` }));
    await reporter.look('a question for the reporter');
    await tabTo(page, '[name=said]');
    await page.keyboard.type('Wit, met een deuk.');
    await tabTo(page, 'form:has([name=said]) button');
    await Promise.all([page.waitForURL(/gedaan=said/), page.keyboard.press('Enter')]);
    await reporter.look('the reporter answered');

    await officer.page.goto(dossier);
    assert.match(await officer.page.locator('#aangevuld').innerText(), /Wit, met een deuk/);
    await officer.look('an answer of the reporter');
    await officer.press(say('Ik heb dit gelezen', 'I have read this'));
    [officer, reporter].forEach(spotless);
  });

  test(`a question without a report becomes one (${lang})`, async () => {
    const asker = await sit('vergunningen@montfoort.example', 360);
    const { page } = asker;
    const question = say('Een man komt nooit alleen aan de balie.', 'A man never comes to the desk alone.');
    await asker.press(page.locator('main').getByRole('link', { name: say('Is dit iets?', 'Is this something?'), exact: true }));
    await asker.look('asking without a report');
    await tabTo(page, 'h1 ~ form [name=question]');
    await page.keyboard.type(question);
    await tabTo(page, 'h1 ~ form button');
    await Promise.all([page.waitForURL(/gedaan=question-asked/), page.keyboard.press('Enter')]);
    await asker.look('a question was asked');

    const officer = await sit(of[lang]);
    await officer.press(say('Naar de vragen', 'To the questions'));
    await officer.look('questions from colleagues');
    const card = officer.page.locator('article', { hasText: question });
    await card.locator('button').click();
    await officer.page.locator('[name=answer][aria-invalid]').waitFor();
    await officer.look('an empty answer');
    await officer.page.locator('article', { hasText: question }).locator('[name=answer]').fill('Meld dit. Let op wie het woord voert.');
    await officer.press(officer.page.locator('article', { hasText: question }).locator('button'));

    await page.goto(`${server.url}/vraag`);
    const own = page.locator('article', { hasText: question });
    assert.match(await own.innerText(), /wie het woord voert/);
    await asker.look('an answer to a question');
    await asker.press(own.getByRole('button', { name: say('Maak er een melding van', 'Make it a report') }));
    assert.equal(await page.locator('[name=seen]').inputValue(), question, 'nothing is typed twice');
    await asker.look('a report made of a question');
    await page.locator('[name=danger][value=no]').check();
    await asker.press(say('Verstuur het signaal', 'Send the signal'));
    await page.locator('#reference').waitFor();
    [officer, asker].forEach(spotless);
  });

  test(`what is about a colleague goes to somebody else (${lang})`, async () => {
    const asker = await sit('vergunningen@montfoort.example', 360);
    const { page } = asker;
    const told = say('Valentijn Verzonnen waarschuwt de uitbater.', 'Valentijn Verzonnen warns the owner.');
    await page.goto(`${server.url}/melden/persoon?nieuw=1`);
    await page.locator('[name=danger][value=no]').check();
    await page.locator('[name=seen]').fill(told);
    await asker.press(say('Verstuur het signaal', 'Send the signal'));
    await asker.look('a report that names a colleague');
    await tabTo(page, '[name=action][value=apart]');
    await Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')]);
    assert.equal(await page.locator('[name=question]').first().inputValue(), told, 'nothing is typed twice');
    await asker.look('the report, to somebody else');
    await tabTo(page, 'h1 ~ form button');
    await Promise.all([page.waitForURL(/gedaan=colleague-told/), page.keyboard.press('Enter')]);
    await asker.look('it was told');

    const hears = await sit('integriteit@montfoort.example', 360);
    const card = hears.page.locator('article', { hasText: told });
    await hears.look('what is about colleagues');
    await card.locator('button').click();
    await hears.page.locator('[name=answer][aria-invalid]').waitFor();
    await hears.look('an empty message');
    await hears.page.locator('article', { hasText: told }).locator('[name=answer]').fill('Ik ga erachteraan.');
    await hears.press(hears.page.locator('article', { hasText: told }).locator('button'));

    await page.goto(`${server.url}/collega`);
    assert.match(await page.locator('article', { hasText: told }).innerText(), /erachteraan/);
    await asker.look('a message came back');
    [hears, asker].forEach(spotless);
  });
}
