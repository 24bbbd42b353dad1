/** The files of a report, ready to be written or handed out: the page, the tables, the analysis as data. */
import { decompositionTable } from '@isotypic/tables';
import type { Analyzed } from '../analysis/analyze-source.js';
import { inIsotypicCoordinates, plainSpectrum } from '../analysis/spectra.js';
import { contrastMap } from './contrast-map.js';
import { heatMaps, spectrum } from './figures.js';
import { type Figures, type Making, renderHtml } from './html.js';

/** By name: report.html, table.safetensors, table.json, analysis.json, and what was asked for beside them. */
export async function reportFiles(
  analyzed: Analyzed,
  making: Making,
): Promise<Readonly<Record<string, string | Uint8Array>>> {
  const { analysis, decomposition, files } = analyzed;
  const figures = await figuresOf(analyzed);
  const tables = decompositionTable(decomposition, { groupName: analysis.group.name });
  return {
    'report.html': renderHtml(analysis, figures, making),
    'table.safetensors': tables.safetensors,
    'table.json': tables.json,
    'analysis.json': `${JSON.stringify(analysis, null, 2)}\n`,
    ...files,
  };
}

async function figuresOf({ analysis, decomposition, covariances }: Analyzed): Promise<Figures> {
  const { components, data } = analysis;
  const { sampled, symmetric } = covariances;
  const labels = [...data.columns];
  const blocks = components.map((c) => ({ label: c.label, offset: c.offset, size: c.degree * c.multiplicity }));
  const coordinates = blocks.flatMap(({ label, size }) =>
    Array.from({ length: size }, (_, r) => (r === 0 ? label : '')),
  );
  const values = inIsotypicCoordinates(decomposition, sampled);
  return {
    contrasts: await contrastMap(decomposition, labels, blocks),
    covariances: await heatMaps([
      { title: 'as sampled', labels, values: sampled.data },
      { title: 'under the symmetry', labels, values: symmetric.data },
    ]),
    blocks: await heatMaps([{ title: 'in isotypic coordinates', labels: coordinates, values }], blocks),
    spectrum: await spectrum(
      components.map(({ label, degree, eigenvalues }) => ({ label, degree, eigenvalues })),
      plainSpectrum(sampled),
    ),
  };
}
