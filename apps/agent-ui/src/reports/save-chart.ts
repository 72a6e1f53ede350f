// A chart as a picture of its own: its looks written into it, its title above, as SVG or as PNG of twice the size.

const LOOKS = ['fill', 'fill-opacity', 'stroke', 'stroke-width', 'stroke-dasharray', 'stroke-linejoin', 'opacity'];
const WORDS = ['font-family', 'font-size', 'font-weight', 'text-anchor'];
const HEAD = 34;
const SVG = 'http://www.w3.org/2000/svg';

/** The words of the file. */
export function chartSvg(chart: SVGSVGElement, title: string): { svg: string; width: number; height: number } {
  const copy = chart.cloneNode(true) as SVGSVGElement;
  const [here, there] = [chart.querySelectorAll('*'), copy.querySelectorAll('*')];
  here.forEach((mark, i) => {
    const looks = getComputedStyle(mark);
    const twin = there[i] as SVGElement;
    for (const name of mark.tagName === 'text' ? [...LOOKS, ...WORDS] : LOOKS) {
      const value = looks.getPropertyValue(name);
      if (value) twin.setAttribute(name, value);
    }
    twin.removeAttribute('class');
  });
  const { width, height } = chart.getBoundingClientRect();
  const page = getComputedStyle(document.body);
  const whole = document.createElementNS(SVG, 'svg');
  const ground = document.createElementNS(SVG, 'rect');
  const words = document.createElementNS(SVG, 'text');
  const size = { width: String(width), height: String(height + HEAD) };
  for (const [name, value] of Object.entries({ xmlns: SVG, ...size })) whole.setAttribute(name, value);
  for (const [name, value] of Object.entries({ ...size, fill: page.backgroundColor })) ground.setAttribute(name, value);
  const type = { x: '12', y: '22', 'font-family': page.fontFamily, 'font-size': '14', 'font-weight': '600' };
  for (const [name, value] of Object.entries({ ...type, fill: page.color })) words.setAttribute(name, value);
  words.textContent = title;
  copy.removeAttribute('class');
  copy.setAttribute('y', String(HEAD));
  whole.append(ground, words, copy);
  return { svg: new XMLSerializer().serializeToString(whole), width, height: height + HEAD };
}

export async function saveChart(chart: SVGSVGElement, title: string, as: 'svg' | 'png'): Promise<void> {
  const { svg, width, height } = chartSvg(chart, title);
  const file = new Blob([svg], { type: 'image/svg+xml' });
  const picture = as === 'svg' ? file : await pngOf(svg, width, height);
  if (!picture) return;
  const link = document.createElement('a');
  link.href = URL.createObjectURL(picture);
  link.download = `${title.replace(/[\\/:*?"<>|]+/g, ' ').trim()}.${as}`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

async function pngOf(svg: string, width: number, height: number): Promise<Blob | null> {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await image.decode();
  const canvas = document.createElement('canvas');
  canvas.width = width * 2;
  canvas.height = height * 2;
  canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve) => canvas.toBlob(resolve, 'image/png'));
}
