import * as Plot from '@observablehq/plot';
import { parseHTML } from 'linkedom';

export const OURS = '#1f6f54';
export const OTHERS = '#9db4ac';

/** A drawing that stands by itself in a page of any colour: it brings its own ground. */
export function draw(plot) {
  const { document } = parseHTML('<html><body></body></html>');
  const svg = Plot.plot({ document, style: { fontSize: '12px' }, ...plot });
  svg.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
  svg.setAttribute('color', '#1b2420');
  const ground = document.createElementNS('http://www.w3.org/2000/svg', 'rect');
  for (const [name, value] of Object.entries({ width: '100%', height: '100%', fill: '#ffffff' }))
    ground.setAttribute(name, value);
  svg.insertBefore(ground, svg.querySelector('style')?.nextSibling ?? svg.firstChild);
  return `${svg.outerHTML}\n`;
}
