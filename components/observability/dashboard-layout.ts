import { type Tile, widgetOf } from "./dashboard-tile";

/** Columns of a mosaic: https://cloud.google.com/monitoring/api/ref_v3/rest/v1/projects.dashboards#MosaicLayout */
export const columns = 48;

const tilesInRow = 3;
const width = columns / tilesInRow;
const height = 12;

/** Height of a note, which has the whole width. */
const noteHeight = 10;

/** Position and size, without the zeros that the API leaves out. */
function placed(xPos: number, yPos: number, size: { width: number; height: number }, tile: Tile) {
  return {
    ...(xPos > 0 && { xPos }),
    ...(yPos > 0 && { yPos }),
    ...size,
    widget: widgetOf(tile),
  };
}

/**
 * The layout of a dashboard: a note across the top, then sections from the top down, each beginning a row of
 * its own and filled from the left.
 */
export function mosaic(note: Tile, sections: readonly (readonly Tile[])[]) {
  const tiles = [placed(0, 0, { width: columns, height: noteHeight }, note)];
  let top = noteHeight;
  for (const section of sections) {
    for (const [index, tile] of section.entries()) {
      const row = Math.floor(index / tilesInRow);
      const column = index % tilesInRow;
      tiles.push(placed(column * width, top + row * height, { width, height }, tile));
    }
    top += Math.ceil(section.length / tilesInRow) * height;
  }
  return { columns, tiles };
}
