// Builds assets/dist: one style sheet from the NL Design System components that the pages use plus our
// own theme, the fonts for the web and for PDF, the script and the icon. Nothing is fetched.
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { transform } from 'lightningcss';

const components = [
  'root', 'document', 'surface', 'skip-link', 'heading-1', 'heading-2', 'heading-3', 'paragraph', 'link', 'link-button',
  'button', 'form-field', 'form-label', 'form-fieldset', 'form-field-description', 'form-field-error-message', 'textbox',
  'textarea', 'select', 'checkbox', 'radio-button', 'alert', 'table', 'unordered-list', 'ordered-list',
];
const web = 'dist/web', pdf = 'dist/pdf';
rmSync('dist', { recursive: true, force: true });
mkdirSync(web, { recursive: true });
mkdirSync(pdf, { recursive: true });

const css = components.map((name) => readFileSync(`node_modules/@utrecht/${name}-css/dist/index.css`, 'utf8'));
const faces = [];
// Two weights: what asks for 600 is shown in 700, and a phone fetches a third less.
for (const weight of [400, 700]) {
  for (const [subset, range] of [
    ['latin-ext', 'U+0100-02BA, U+02BD-02C5, U+02C7-02CC, U+02CE-02D7, U+02DD-02FF, U+0304, U+0308, U+0329, U+1D00-1DBF, U+1E00-1E9F, U+1EF2-1EFF, U+2020, U+20A0-20AB, U+20AD-20C0, U+2113, U+2C60-2C7F, U+A720-A7FF'],
    ['latin', 'U+0000-00FF, U+0131, U+0152-0153, U+02BB-02BC, U+02C6, U+02DA, U+02DC, U+0304, U+0308, U+0329, U+2000-206F, U+20AC, U+2122, U+2191, U+2193, U+2212, U+2215, U+FEFF, U+FFFD'],
  ]) {
    const file = `source-sans-3-${subset}-${weight}-normal.woff2`;
    cpSync(`node_modules/@fontsource/source-sans-3/files/${file}`, `${web}/${file}`);
    faces.push(`@font-face{font-family:"Source Sans 3";font-weight:${weight};font-display:swap;src:url("/assets/${file}") format("woff2");unicode-range:${range}}`);
  }
}
// Classes that only show a state in a style guide (here a state is a state: `:hover`, `:disabled`), or that style
// bare elements (here each has its class).
const shown = /^utrecht-.*--(hover|focus|focus-visible|active|visited|disabled|busy|pressed|read-only|html-(?!a$).*)$/;
const Selector = (selector) => (selector.some((part) => part.type === 'class' && shown.test(part.name)) ? [] : undefined);
const whole = [...faces, ...css, readFileSync('theme.css', 'utf8')].join('\n');
writeFileSync(`${web}/meldroute.css`, transform({ filename: 'meldroute.css', code: Buffer.from(whole), minify: true, visitor: { Selector } }).code);
cpSync('meldroute.js', `${web}/meldroute.js`);
cpSync('icon.svg', `${web}/icon.svg`);

// Names come in every script; a PDF with a character without a glyph cannot be accessible.
for (const [font, file] of [
  ['noto-sans', '400Regular/NotoSans_400Regular.ttf'], ['noto-sans', '700Bold/NotoSans_700Bold.ttf'],
  ['noto-sans-arabic', '400Regular/NotoSansArabic_400Regular.ttf'],
  ['noto-sans-armenian', '400Regular/NotoSansArmenian_400Regular.ttf'],
  ['noto-sans-ethiopic', '400Regular/NotoSansEthiopic_400Regular.ttf'],
  ['noto-sans-georgian', '400Regular/NotoSansGeorgian_400Regular.ttf'],
  ['noto-sans-hebrew', '400Regular/NotoSansHebrew_400Regular.ttf'],
  ['noto-sans-sc', '400Regular/NotoSansSC_400Regular.ttf'],
  ['noto-sans-thai', '400Regular/NotoSansThai_400Regular.ttf'],
]) cpSync(`node_modules/@expo-google-fonts/${font}/${file}`, `${pdf}/${file.split('/')[1]}`);
