import type { WlanBand } from '../controller';

/** The word for a list of bands. Newer controllers have the list only, and with 6 GHz the word of older ones says less. */
export function bandOf(bands: readonly WlanBand[]): string {
  if (bands.includes('2g')) return bands.includes('5g') ? 'both' : '2g';
  return bands.includes('5g') ? '5g' : '6g';
}
