// Small pictures: a screenshot has few colors, and a palette of them needs a third of the room.
import UPNG from 'upng-js';

const COLORS = 256;

/** @param {Buffer} png a screenshot; @returns {Buffer} the same picture with a palette */
export function smallPng(png) {
  const image = UPNG.decode(png.buffer.slice(png.byteOffset, png.byteOffset + png.byteLength));
  return Buffer.from(UPNG.encode(UPNG.toRGBA8(image), image.width, image.height, COLORS));
}
