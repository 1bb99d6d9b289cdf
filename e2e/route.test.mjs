// The whole route in Chromium: an employee on a phone reports, the officer takes it through all six
// steps, the employee reads what was done. The officer's clicks are counted.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { join } from 'node:path';
import { OUT, PASSPHRASE, Person, browser, start } from './kit.mjs';

let server, chrome;
before(async () => { server = await start('demo'); chrome = await browser(); });
after(async () => { await chrome?.close(); await server?.stop(); });

const spotless = (person) => {
  assert.deepEqual(person.violations, [], 'accessible');
  assert.deepEqual(person.faults, [], 'no fault in the console');
  assert.deepEqual(person.outside, [], 'nothing from elsewhere');
};

for (const lang of ['nl', 'en']) {
  const say = (nl, en) => (lang === 'nl' ? nl : en);
  test(`all six steps (${lang})`, async () => {
    const employee = await Person.sit(chrome, server.url, { width: 360, lang });
    await employee.page.goto(`${server.url}/taal/${lang}`);
    await employee.signIn('balie@montfoort.example');
    await employee.press(say('Het gaat over een persoon', 'It is about a person'));
    await employee.page.locator('[name=danger][value=no]').check();
    await employee.page.locator('[name=seen]').fill('Man staat met vier anderen aan de balie. Hij praat voor iedereen en houdt hun paspoorten.');
    await employee.page.locator('[name=place]').fill(say('Stadskantoor, balie 3', 'Stadskantoor, balie 4'));
    await employee.page.getByText(say('Meer vertellen', 'Tell more')).click();
    await employee.page.locator('[name="subject-0-name"]').fill('Voorman, noemt zich Radboud Denkbeeldig');
    await employee.page.locator('[name="subject-0-capacity"]').selectOption('possible_offender');
    await employee.page.getByText(say('Over de grens', 'Across borders'), { exact: false }).first().click();
    await employee.page.locator('#ind-GRE-02').check();
    await employee.look('report form, filled in');
    await employee.press(say('Verstuur het signaal', 'Send the signal'));
    const reference = await employee.page.locator('#reference').innerText();
    assert.match(reference, /^[2-9A-HJ-NP-Z]{4}-[2-9A-HJ-NP-Z]{4}$/);
    await employee.press(say('Naar mijn signalen', 'To my signals'));
    assert.match(await employee.page.locator('main').innerText(), new RegExp(reference));

    const email = lang === 'nl' ? 'aandachtsfunctionaris@montfoort.example' : 'plaatsvervanger@montfoort.example';
    const officer = await Person.sit(chrome, server.url, { lang });
    await officer.page.goto(`${server.url}/taal/${lang}`);
    await officer.signIn(email);
    assert.ok((await officer.page.locator('.line').first().boundingBox()).y < 450, 'what is first stands in view');
    await officer.press(officer.page.getByRole('link', { name: `${say('Beoordeel', 'Assess')} ${reference}` }));
    await officer.page.locator('[name=forms][value=sexual]').isVisible();
    await officer.page.locator('[name=forms][value=labour]').check(); officer.clicks += 1;
    await officer.page.locator('[name=severity][value=serious]').check(); officer.clicks += 1;
    await officer.page.locator('[name=ages]').fill('24, 31');
    await officer.page.locator('[name=why]').fill('Eén man bewaart de paspoorten en doet het woord.');
    await officer.press(say('Leg vast en bekijk het advies', 'Record and see the advice'));
    // The first partner; the vault opens with its check.
    await officer.press(officer.page.getByRole('link', { name: /Arbeidsinspectie/ }).first());
    await officer.page.locator('[name=consent][value=none]').check(); officer.clicks += 1;
    await officer.page.locator('[name="consent-why"]').fill('Vragen is nu niet veilig.');
    await officer.page.locator('[name=proportionality]').fill('De inspectie moet weten waar en om wie het gaat.');
    await officer.page.locator('[name=passphrase]').fill(PASSPHRASE);
    await officer.press(say('Controleer wat de partner krijgt', 'Check what the partner gets'));
    const sheet = officer.page.locator('.sheet img').first();
    assert.ok(await sheet.evaluate((img) => img.complete && img.naturalWidth > 800), 'the page itself, as a picture');
    await officer.look('the last look before it leaves');
    // The document comes by itself, and the next partner is there, with what was said of consent.
    const record = say('Leg vast en maak de PDF', 'Record and make the PDF');
    await Promise.all([officer.page.waitForEvent('download'), officer.press(record)]);
    assert.equal(await officer.page.evaluate(() => document.activeElement.id), 'gedaan', 'what was done is read out');
    assert.match(await officer.page.locator('h1').innerText(), /Zorgcoördinator/);
    await officer.page.locator('[name=proportionality]').fill('De zorgcoördinator moet weten om wie het gaat.');
    await officer.press(say('Controleer wat de partner krijgt', 'Check what the partner gets'));
    const [download] = await Promise.all([officer.page.waitForEvent('download'), officer.press(record)]);
    assert.ok(await officer.page.locator('#gedaan').isVisible(), 'the message is in sight');
    const pdf = join(OUT, `handover-${lang}.pdf`);
    await download.saveAs(pdf);
    const text = execFileSync('pdftotext', [pdf, '-']).toString();
    assert.match(text, new RegExp(reference));
    assert.match(text, /houdt hun paspoorten/);
    assert.doesNotMatch(text, /Exempel|balie@|[0-9a-f]{8}-[0-9a-f]{4}-7/, 'no reporter and no internal ids');
    execFileSync('qpdf', ['--check', pdf]);
    assert.match(execFileSync('pdfinfo', [pdf]).toString(), /Tagged:\s+yes/);
    execFileSync('pdftoppm', ['-r', '60', '-png', pdf, join(OUT, `handover-${lang}`)]);
    const answered = () => officer.page.locator('#doorzettingen').getByRole('button', { name: say('Leg terugkoppeling vast', 'Record feedback') });
    await officer.page.locator('#doorzettingen [name=text]').first().fill('De inspectie neemt het op.');
    await officer.press(answered().first());
    await officer.page.locator('#doorzettingen [name=text]').first().fill('Contact gelegd, opvang is geregeld.');
    await officer.press(answered().first());
    await officer.press(say('Verstuur en sluit af', 'Send and close'));
    assert.match(await officer.page.locator('main').innerText(), say(/Het dossier is afgesloten/, /The dossier has been closed/));

    await employee.go('/mijn');
    await employee.press(reference);
    const told = await employee.page.locator('main').innerText();
    assert.match(told, say(/Afgerond/, /Finished/));
    assert.match(told, /Bedankt voor uw signaal/);
    console.log(`# officer's clicks and submits, signing in included (${lang}): ${officer.clicks}`);
    const screens = officer.screens.reduce((sum, height) => sum + height, 0);
    const each = officer.screens.map((height) => height.toFixed(1)).join(' + ');
    console.log(`# screens of page, 1280 by 800, two partners (${lang}): ${screens.toFixed(1)} = ${each}`);
    assert.ok(screens <= 22, `${screens} screens of page`);
    writeFileSync(join(OUT, `clicks-${lang}.txt`), `${officer.clicks}\n`);
    assert.ok(officer.clicks <= 14, `${officer.clicks} clicks`);
    spotless(employee); spotless(officer);
  });
}

test('every other page, both languages, narrow and wide', async () => {
  for (const [width, lang] of [[360, 'nl'], [1280, 'en']]) {
    const paths = {
      'wmo@montfoort.example': ['/melden', '/melden/plaats', '/mijn', '/account', '/oefencodes', '/bestaat-niet', '/werk'],
      'coordinator@montfoort.example': ['/melden/persoon', '/gedeeld'],
      'fg@montfoort.example': ['/controle', '/controle/sommen', '/controle?wat=dossier.read'],
      'beheer@montfoort.example': ['/mensen', '/mensen/toevoegen', '/beleid', '/achtergrond'],
      'sociaalteam@montfoort.example': ['/account'],
    };
    for (const [email, list] of Object.entries(paths)) {
      const person = await Person.sit(chrome, server.url, { width, lang });
      await person.page.goto(`${server.url}/taal/${lang}`);
      await person.signIn(email);
      for (const path of list) await person.go(path);
      spotless(person);
    }
  }
});

test('the officer\'s other pages', async () => {
  const officer = await Person.sit(chrome, server.url, { width: 360 });
  await officer.signIn('aandachtsfunctionaris@montfoort.example');
  for (const path of ['/kluis', '/bevestigen', '/kluis/bevestigen', '/verstrekkingen', '/inzage', '/overleg', '/afgesloten']) await officer.go(path);
  // With an opened vault: who asks for their signals, and what else there is to do.
  await officer.go('/kluis');
  await officer.page.locator('[name=passphrase]').first().fill(PASSPHRASE);
  await officer.press('Open de kluis');
  await officer.go('/kluis');
  await officer.look('opened vault');
  // On paper nobody reads who reported, and on a phone what is first stands in view.
  await officer.go('/werk');
  assert.ok((await officer.page.locator('.line').first().boundingBox()).y < 600);
  await officer.page.locator('.line__title').first().click();
  await officer.page.locator('#reporter').waitFor();
  await officer.page.emulateMedia({ media: 'print' });
  await officer.page.locator('#reporter').waitFor({ state: 'hidden', timeout: 5000 });
  await officer.page.emulateMedia({ media: 'screen' });
  await officer.go('/afgesloten');
  await officer.page.locator('table a').first().click();
  await officer.look('closed dossier');
  await officer.go('/werk');
  await officer.page.getByRole('link', { name: /Zet door \(/ }).first().click();
  await officer.look();
  await officer.page.locator('.task').getByRole('link', { name: /Zet door/ }).first().click();
  await officer.look();
  await officer.page.getByRole('button', { name: 'Controleer wat de partner krijgt' }).click();
  await officer.look('handover with faults');
  assert.equal(await officer.page.evaluate(() => document.activeElement.id), 'faults', 'the faults are read out first');
  spotless(officer);
});

test('with the keyboard only', async () => {
  const person = await Person.sit(chrome, server.url, { width: 1280 });
  await person.go('/inloggen');
  await person.page.keyboard.press('Tab');
  assert.equal(await person.page.evaluate(() => document.activeElement.getAttribute('href')), '#main', 'first the skip link');
  const focus = async () => person.page.evaluate(() => document.activeElement.name ?? '');
  for (let tries = 0; (await focus()) !== 'email' && tries < 20; tries += 1) await person.page.keyboard.press('Tab');
  await person.page.keyboard.type('boa@montfoort.example');
  await person.page.keyboard.press('Tab');
  await person.page.keyboard.type('vier losse fietsen in de regen');
  await Promise.all([person.page.waitForNavigation(), person.page.keyboard.press('Enter')]);
  await person.go('/melden/plaats');
  for (let tries = 0; (await focus()) !== 'seen' && tries < 30; tries += 1) await person.page.keyboard.press('Tab');
  await person.page.keyboard.type('Ramen zijn afgeplakt en er komen steeds andere mensen.');
  const onButton = async () => person.page.evaluate(() => document.activeElement.value === 'send');
  for (let tries = 0; !(await onButton()) && tries < 80; tries += 1) await person.page.keyboard.press('Tab');
  await Promise.all([person.page.waitForNavigation(), person.page.keyboard.press('Enter')]);
  assert.match(person.page.url(), /\/gemeld\//);
});

// No wing has something for guests yet: the page that a link leads to, and the one of a link that does not work.
for (const lang of ['nl', 'en']) {
  test(`a guest link (${lang})`, async () => {
    const guest = await Person.sit(chrome, server.url, { width: 360, lang });
    await guest.go(`/gast/${'0a'.repeat(20)}c`);
    await guest.press(lang === 'nl' ? 'English' : 'Nederlands');
    assert.match(guest.page.url(), /\/gast\//);
    await guest.page.locator('[name=code]').fill('1234 5678');
    await guest.press('Open');
    assert.match(await guest.page.locator('main').innerText(), lang === 'nl' ? /This code does not work/ : /Deze code werkt niet/);
    assert.equal(await guest.page.locator('[name=code]').inputValue(), '', 'a code is typed anew');
    spotless(guest);
  });
}

test('Back after a form that had a fault leads to the form', async () => {
  await new Promise((resolve) => { setTimeout(resolve, 30500 - (Date.now() % 30000)); });
  const officer = await Person.sit(chrome, server.url);
  await officer.signIn('plaatsvervanger@montfoort.example');
  await officer.press(officer.page.getByRole('link', { name: /^Beoordeel/ }).first());
  const form = officer.page.url();
  await officer.press('Leg vast en bekijk het advies');
  assert.equal(await officer.page.evaluate(() => document.activeElement.id), 'faults');
  await officer.page.locator('[name=forms][value=labour]').check();
  await officer.page.locator('[name=severity][value=serious]').check();
  await officer.page.locator('[name=ages]').fill('24');
  await officer.page.locator('[name=why]').fill('Eén man bewaart de paspoorten.');
  await officer.press('Leg vast en bekijk het advies');
  assert.match(officer.page.url(), /\/doorzetten/);
  await officer.page.goBack();
  assert.equal(officer.page.url(), form);
  assert.match(await officer.page.locator('h1').innerText(), /Beoordelen/);
  // A form of a section: Back and Reload ask for the page of the dossier.
  const dossier = form.replace('/beoordelen', '');
  await officer.page.goto(dossier);
  await officer.page.locator('form[action$="/notitie"] button[type=submit]').click();
  await officer.page.locator('#faults').waitFor();
  await officer.page.waitForURL(dossier);
  await officer.page.reload();
  assert.equal(await officer.page.locator('#faults').count(), 0);
  spotless(officer);
});

test('without JavaScript', async () => {
  const person = await Person.sit(chrome, server.url, { width: 360, javaScript: false });
  const { page } = person;
  await page.goto(`${server.url}/inloggen`);
  await page.locator('[name=email]').fill('sociaalteam@montfoort.example');
  await page.locator('[name=password]').fill('vier losse fietsen in de regen');
  await page.locator('main button[type=submit]').click();
  await page.goto(`${server.url}/melden/persoon`);
  await page.locator('[name=seen]').fill('Zonder script.');
  await page.getByText('Meer vertellen').click();
  await page.getByRole('button', { name: 'Nog een betrokkene' }).click();
  await page.locator('[name="subject-1-kind"]:focus').waitFor({ timeout: 5000 });
  assert.equal(await page.locator('[name=seen]').inputValue(), 'Zonder script.', 'what was typed stays');
  await page.getByRole('button', { name: 'Verstuur het signaal' }).first().click();
  assert.match(page.url(), /\/gemeld\//);
});

test('a draft survives a lost connection', async () => {
  const person = await Person.sit(chrome, server.url, { width: 360 });
  await person.signIn('vergunningen@montfoort.example');
  await person.go('/melden/persoon');
  await person.context.setOffline(true);
  await person.page.locator('[name=seen]').fill('In de tunnel getypt.');
  await person.page.getByText('Geen verbinding').waitFor();
  await person.context.setOffline(false);
  await person.page.getByText('Bewaard als concept').waitFor({ timeout: 15000 });
  await person.page.reload();
  await person.look('a draft, or a new signal');
  await person.page.getByRole('link', { name: 'Verder' }).click();
  assert.equal(await person.page.locator('[name=seen]').inputValue(), 'In de tunnel getypt.');
});
