// Small improvements; every page works without this file.
'use strict';
// Leave quickly: nothing to be seen at once, the session ended, and this page replaced in the history of the tab.
const leaving = document.querySelector('form[data-leave]');
if (leaving) {
  const leave = () => {
    document.title = '';
    document.body.replaceChildren();
    fetch(leaving.action, { method: 'POST', keepalive: true, redirect: 'manual' }).catch(() => {});
    location.replace(leaving.dataset.leave);
  };
  leaving.addEventListener('submit', (event) => { event.preventDefault(); leave(); });
  // Three times Shift, and nothing else, within five seconds.
  const said = document.getElementById('leave-said');
  let times = 0, since = 0;
  addEventListener('keydown', (event) => {
    const now = Date.now();
    if (event.key !== 'Shift' || event.repeat) { times = 0; said.textContent = ''; return; }
    if (times === 0 || now - since > 5000) { times = 0; since = now; }
    times += 1;
    if (times === 3) leave();
    else said.textContent = times === 1 ? said.dataset.two : said.dataset.one;
  });
}
// The menu folds with Escape, and the focus stays at its button.
const menu = document.querySelector('details.menu');
menu?.addEventListener('keydown', (event) => {
  if (event.key !== 'Escape' || !menu.open) return;
  menu.open = false;
  menu.querySelector('summary').focus();
});
// A page that answers a form: Back and Reload ask for the page of that form, not for what was sent.
const answers = document.querySelector('main[data-form]');
if (answers) history.replaceState(null, '', answers.dataset.form || location.href);
// A summary of faults gets the focus, so that it is read out first.
document.getElementById('faults')?.focus();
// A password can be looked at before it is sent.
for (const input of document.querySelectorAll('input[data-show]')) {
  const button = document.createElement('button');
  const turn = (shown) => {
    input.type = shown ? 'text' : 'password';
    button.textContent = shown ? input.dataset.hide : input.dataset.show;
  };
  button.type = 'button';
  button.className = 'utrecht-button utrecht-button--subtle';
  button.setAttribute('aria-controls', input.id);
  button.addEventListener('click', () => turn(input.type === 'password'));
  input.form?.addEventListener('submit', () => turn(false));
  turn(false);
  const both = document.createElement('span');
  both.className = 'shown';
  input.replaceWith(both);
  both.append(input, button);
}
// A link that leads to a button presses it.
for (const link of document.querySelectorAll('a[data-press]')) {
  link.addEventListener('click', (event) => {
    const button = document.getElementById(link.dataset.press);
    if (button) { event.preventDefault(); button.click(); }
  });
}
// The other language keeps what was typed in a form, for as long as the page takes to come back, and in no
// address. A password and a passphrase are typed again.
const named = () => {
  const seen = new Map();
  return [...document.querySelectorAll('main :is(input, textarea, select)')].flatMap((control) => {
    if (!control.name || control.dataset.show || ['hidden', 'password', 'file'].includes(control.type)) return [];
    const name = `${control.form?.getAttribute('action')} ${control.name}`;
    seen.set(name, (seen.get(name) ?? 0) + 1);
    return [[`${name} ${seen.get(name)}`, control, ['checkbox', 'radio'].includes(control.type) ? 'checked' : 'value']];
  });
};
const isTyped = (control, what) => what === 'checked' ? control.checked !== control.defaultChecked
  : control.options ? control.selectedIndex !== Math.max([...control.options].findIndex((one) => one.defaultSelected), 0)
    : control.value !== control.defaultValue;
for (const link of document.querySelectorAll('a[href^="/taal/"]')) {
  link.addEventListener('click', async (event) => {
    // What came back with a fault is all typed.
    const typed = named().filter(([, control, what]) => answers || isTyped(control, what));
    if (!typed.length) return;
    event.preventDefault();
    try { await fetch(link.href, { redirect: 'manual' }); } catch { return; }
    history.replaceState({ typed: typed.map(([name, control, what]) => [name, control[what]]) }, '');
    location.reload();
  });
}
// Back to a form brings all of it back, not the ticks alone: whoever sees half of it is told of faults that nobody made. Only
// where nothing about a signal is typed, for it lies in the history of the tab until then.
for (const form of document.querySelectorAll('form[data-back]')) {
  form.addEventListener('submit', () => {
    history.replaceState({ typed: named().map(([name, control, what]) => [name, control[what]]) }, '');
  });
}
if (history.state?.typed) {
  const typed = new Map(history.state.typed);
  history.replaceState(null, '');
  for (const [name, control, what] of named()) {
    if (!typed.has(name)) continue;
    control[what] = typed.get(name);
    if (isTyped(control, what)) control.closest('details')?.setAttribute('open', '');
  }
}
// A link is copied with one press.
for (const text of document.querySelectorAll('[data-copy]')) {
  if (!navigator.clipboard) break;
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'utrecht-button utrecht-button--secondary-action';
  button.textContent = text.dataset.copy;
  button.addEventListener('click', async () => {
    try { await navigator.clipboard.writeText(text.textContent.trim()); button.textContent = text.dataset.copied; } catch { getSelection().selectAllChildren(text); }
  });
  text.after(button);
}
// Save the draft while typing; after a lost connection it is tried again.
for (const form of document.querySelectorAll('form[data-draft]')) {
  const status = form.querySelector('[data-saved]');
  let timer = 0, busy = false, dirty = false, ended = false;
  const save = async () => {
    if (ended) return;
    if (busy) { dirty = true; return; }
    busy = true; dirty = false;
    const body = new URLSearchParams();
    for (const [name, value] of new FormData(form)) if (typeof value === 'string') body.append(name, value);
    try {
      const answer = await fetch(form.dataset.draft, { method: 'POST', body, redirect: 'manual' });
      // Signed out, or a link that ended: asking again would change nothing. What somebody with an account typed is kept
      // when the form is sent.
      const over = answer.status === 409 && status.dataset.over;
      if (over || answer.type === 'opaqueredirect' || [403, 404].includes(answer.status)) {
        status.textContent = over || status.dataset.ended;
        ended = true;
        return;
      }
      if (!answer.ok) throw new Error(String(answer.status));
      status.textContent = status.dataset.saved;
    } catch {
      status.textContent = status.dataset.offline;
      timer = setTimeout(save, 5000);
    }
    busy = false;
    if (dirty) save();
  };
  form.addEventListener('input', () => { clearTimeout(timer); timer = setTimeout(save, 1200); });
  form.addEventListener('submit', () => clearTimeout(timer));
}
