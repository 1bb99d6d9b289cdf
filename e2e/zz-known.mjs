import { Person, browser, start, PASSPHRASE } from './kit.mjs';
const S='/tmp/shot-known/';
const server = await start('demo'); const chrome = await browser();
try {
  const o = await Person.sit(chrome, server.url, { width: 1280 });
  o.look = async()=>{};
  await o.page.goto(`${server.url}/taal/nl`);
  await o.signIn('aandachtsfunctionaris@montfoort.example');
  await o.page.goto(server.url+'/werk');
  await o.page.screenshot({path:S+'werk.png', fullPage:true});
  const best = await o.page.evaluate(async () => {
    const links=[...document.querySelectorAll('.line__title')].map(l=>l.getAttribute('href'));
    let out=[]; 
    for (const link of links){ const body=new URLSearchParams({reason:'x'}); const t0=performance.now(); const t=await (await fetch(link+'/nagaan',{method:'POST',body})).text(); out.push([t.split('<tr').length, link, Math.round(performance.now()-t0)]);} 
    out.sort((a,b)=>b[0]-a[0]); return out; });
  console.log(best.slice(0,6));
  await o.page.goto(server.url+best[0][1]+'/nagaan');
  console.log('height', await o.page.evaluate(()=>document.documentElement.scrollHeight), 'controls', await o.page.evaluate(()=>document.querySelectorAll('button,input,a,summary').length));
  await o.page.screenshot({path:S+'look.png', fullPage:true});
  await o.page.getByRole('button',{name:/^Dezelfde/}).first().click(); await o.page.waitForLoadState();
  await o.page.screenshot({path:S+'judged.png'});
  await o.page.setViewportSize({width:360,height:740});
  await o.page.goto(server.url+best[0][1]+'/nagaan');
  console.log('height 360', await o.page.evaluate(()=>[document.documentElement.scrollHeight, document.documentElement.scrollWidth]));
  await o.page.screenshot({path:S+'look360.png', fullPage:true});
  await o.page.goto(server.url+'/zoeken');
  await o.page.locator('main [name=text]').fill('Milo'); await o.page.locator('[name=reason]').fill('Vraag'); await o.page.keyboard.press('Enter'); await o.page.waitForLoadState();
  await o.page.waitForTimeout(500);
  await o.page.screenshot({path:S+'zoek360.png'});
  await o.page.setViewportSize({width:1280,height:800});
  await o.page.screenshot({path:S+'zoek.png'});
} finally { await chrome.close(); await server.stop(); }
