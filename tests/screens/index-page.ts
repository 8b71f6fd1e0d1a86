import { languages, type Picture, schemes, sizes } from './shoot.ts';

/** A page that shows all pictures side by side: a row for each page and state, a column for each look. */
export const indexPage = (pictures: readonly Picture[]): string => {
  const rows = Map.groupBy(pictures, ({ page, state }) => `${page.part} / ${page.name} / ${state}`);
  return `<!doctype html>
<html lang="en"><meta charset="utf-8"><title>Screens</title>
<style>
  body { margin: 16px; font: 14px/1.4 system-ui, sans-serif; background: #eee; color: #111 }
  nav { position: sticky; top: 0; padding: 8px 0; background: #eee }
  nav label { margin-right: 12px }
  h2 { margin: 24px 0 8px; font-size: 14px }
  .row { display: flex; gap: 8px; align-items: flex-start; overflow-x: auto }
  figure { margin: 0; flex: none }
  figcaption { font-size: 11px; color: #555 }
  img { display: block; height: 260px; border: 1px solid #bbb; background: #fff }
  figure[hidden] { display: none }
</style>
<nav>${pictures.length} pictures. Show: ${switches()}</nav>
${[...rows].map(([title, found]) => row(title, found)).join('\n')}
<script>
  addEventListener('change', () => {
    const off = [...document.querySelectorAll('nav input:not(:checked)')].map((box) => box.value);
    for (const figure of document.querySelectorAll('figure'))
      figure.hidden = figure.dataset.look.split(' ').some((word) => off.includes(word));
  });
</script>
</html>
`;
};

const switches = (): string =>
  [...languages, ...schemes, ...sizes.map(({ width }) => width)]
    .map((value) => `<label><input type="checkbox" value="${value}" checked> ${value}</label>`)
    .join('');

const row = (title: string, pictures: readonly Picture[]): string =>
  `<h2>${title}</h2><div class="row">${pictures.map(figure).join('')}</div>`;

const figure = ({ language, scheme, width, file }: Picture): string => {
  const look = `${language} ${scheme} ${width}`;
  const link = `<a href="${file}"><img src="${file}" loading="lazy" alt="${file}"></a>`;
  return `<figure data-look="${look}">${link}<figcaption>${look}</figcaption></figure>`;
};
