// Files of every format, the small ones written here by hand; those of the lossy formats were made by Pillow 12.

import { crc32, deflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { numbers, runOp, tensor } from '../testing/run-op.js';
import { decodeImage } from './decode-image.js';
import { loadLibrary } from './library.js';
import { unpackBits, unpackLzw } from './tiff-compression.js';

const ascii = (text: string) => [...text].map((character) => character.charCodeAt(0));
const le16 = (value: number) => [value & 255, value >> 8];
const le32 = (value: number) => [...le16(value & 0xffff), ...le16(value >>> 16)];
const be32 = (value: number) => le32(value).reverse();
const pixels = (bytes: readonly number[] | Uint8Array) => {
  const raster = decodeImage(Uint8Array.from(bytes));
  return raster && [raster.width, raster.height, ...raster.rgb];
};
const fromText = (base64: string) => Uint8Array.from(Buffer.from(base64, 'base64'));

const webp = fromText('UklGRh4AAABXRUJQVlA4TBEAAAAvAQAAAA8Q87//8x8OMqL/AQA=');
const jpeg2000 = fromText(
  '/0//UQAvAAAAAAACAAAAAQAAAAAAAAAAAAAAAgAAAAEAAAAAAAAAAAADBwEBBwEBBwEB/1IADAAAAAEAAAQEAAH/XAAEQED/ZAAlAAFDcmVhdGVkIGJ5IE9wZW5KUEVHIHZlcnNpb24gMi41LjT/kAAKAAAAAAAgAAH/k9+AIAuyin/fgBAJP9+AGAWi3f/Z',
);
const jpeg = fromText(
  '/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAAEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQH/2wBDAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQH/wAARCAABAAIDAREAAhEBAxEB/8QAFAABAAAAAAAAAAAAAAAAAAAACv/EABoQAAEFAQAAAAAAAAAAAAAAAAYABAc2drX/xAAVAQEBAAAAAAAAAAAAAAAAAAAFCv/EABoRAAEFAQAAAAAAAAAAAAAAAAgABjh4twf/2gAMAwEAAhEDEQA/ACLSDfjfXkvaeq04E4QhvVUecjaCLM2YJXWU7pqDpX//2Q==',
);

function chunk(type: string, content: readonly number[]): number[] {
  const body = [...ascii(type), ...content];
  return [...be32(content.length), ...body, ...be32(crc32(Uint8Array.from(body)))];
}

function png(header: readonly number[], rows: readonly number[], palette: readonly number[] = []): number[] {
  return [
    ...[0x89, ...ascii('PNG\r\n\x1a\n')],
    ...chunk('IHDR', header),
    ...(palette.length > 0 ? chunk('PLTE', palette) : []),
    ...chunk('IDAT', [...deflateSync(Uint8Array.from(rows))]),
    ...chunk('IEND', []),
  ];
}

describe('PNG', () => {
  const header = (width: number, height: number, depth: number, colour: number, interlaced = 0) => [
    ...be32(width),
    ...be32(height),
    ...[depth, colour, 0, 0, interlaced],
  ];
  it('undoes each filter', () => {
    // Two grey pixels a row: plain, left, above, mean of both, and Paeth's choice.
    const rows = [0, 1, 2, 1, 1, 2, 2, 1, 1, 3, 1, 1, 4, 1, 1];
    expect(pixels(png(header(2, 5, 8, 0), rows))).toEqual(
      [2, 5, 1, 2, 1, 3, 2, 4, 2, 4, 3, 5].flatMap((v, i) => (i < 2 ? [v] : [v, v, v])),
    );
  });

  it('reads palettes, bits and sixteen bits', () => {
    expect(pixels(png(header(3, 1, 1, 3), [0, 0b10100000], [9, 8, 7, 1, 2, 3]))).toEqual([
      3, 1, 1, 2, 3, 9, 8, 7, 1, 2, 3,
    ]);
    expect(pixels(png(header(2, 1, 4, 0), [0, 0xf3]))).toEqual([2, 1, 255, 255, 255, 51, 51, 51]);
    expect(pixels(png(header(1, 1, 16, 6), [0, 1, 99, 2, 99, 3, 99, 4, 99]))).toEqual([1, 1, 1, 2, 3]);
  });

  it('puts interlaced passes together', () => {
    // Three by three: passes 1, 5 (row 2), 4 (column 2), 6 (column 1) and 7 (row 1).
    const rows = [0, 1, 0, 3, 0, 7, 9, 0, 2, 0, 8, 0, 4, 5, 6];
    const grey = pixels(png(header(3, 3, 8, 0, 1), rows))?.filter((_, i) => i > 1 && i % 3 === 2);
    expect(grey).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
  });

  it('keeps the colour of what is transparent', () => {
    const file = png(header(1, 1, 8, 2), [0, 1, 2, 3]);
    file.splice(33, 0, ...chunk('tRNS', [0, 1, 0, 2, 0, 3]));
    expect(pixels(file)).toEqual([1, 1, 1, 2, 3]);
  });

  it('refuses a second header, and data that stand for more than the picture', () => {
    const file = png(header(1, 1, 8, 0), [0, 0]);
    file.splice(33, 0, ...chunk('IHDR', header(2 ** 30, 2 ** 30, 8, 0)));
    expect(pixels(file)).toBeUndefined();
    expect(pixels(png(header(1, 1, 8, 0, 1), new Array<number>(10000).fill(0)))).toBeUndefined();
  });

  it('refuses sizes that lie, without the memory for them', () => {
    expect(pixels(png(header(2 ** 30, 2 ** 30, 8, 2), [0, 0, 0]))).toBeUndefined();
    expect(pixels(png(header(8000, 8000, 8, 2), [0, 0, 0]))).toBeUndefined();
    expect(pixels(png(header(1, 1, 8, 0), new Array<number>(10000).fill(0)))).toBeUndefined();
    expect(pixels(png(header(1, 1, 8, 0), [7, 0]))).toBeUndefined();
  });
});

describe('BMP', () => {
  const bmp = (width: number, height: number, bits: number, rest: readonly number[], compression = 0, colours = 0) => [
    ...[...ascii('BM'), ...le32(0), ...le32(0), ...le32(54 + 4 * colours)],
    ...[...le32(40), ...le32(width), ...le32(height), ...le16(1), ...le16(bits), ...le32(compression)],
    ...[...le32(0), ...le32(0), ...le32(0), ...le32(0), ...le32(0), ...rest],
  ];
  it('runs upwards, or down from a negative height', () => {
    const rows = [3, 2, 1, 0, 6, 5, 4, 0];
    expect(pixels(bmp(1, 2, 24, rows))).toEqual([1, 2, 4, 5, 6, 1, 2, 3]);
    expect(pixels(bmp(1, -2, 24, rows))).toEqual([1, 2, 1, 2, 3, 4, 5, 6]);
  });

  it('reads palettes and masks', () => {
    const palette = [3, 2, 1, 0, 6, 5, 4, 0];
    expect(pixels(bmp(2, 1, 1, [...palette, 0b01000000, 0, 0, 0], 0, 2))).toEqual([2, 1, 1, 2, 3, 4, 5, 6]);
    expect(pixels(bmp(1, 1, 16, [...le16(0x7c1f), 0, 0]))).toEqual([1, 1, 255, 0, 255]);
  });

  it('says what it does not read, and refuses what is cut', () => {
    expect(() => pixels(bmp(1, 1, 8, [], 1))).toThrow('compressed BMP images (method 1)');
    expect(pixels(bmp(9000, 9000, 24, [1]))).toBeUndefined();
  });
});

describe('PNM', () => {
  it('reads text and bytes, and scales', () => {
    expect(pixels(ascii('P1 # bits\n2 1\n10'))).toEqual([2, 1, 0, 0, 0, 255, 255, 255]);
    expect(pixels(ascii('P2\n2 1 3\n0 2 '))).toEqual([2, 1, 0, 0, 0, 170, 170, 170]);
    expect(pixels([...ascii('P4\n2 1\n'), 0b01000000])).toEqual([2, 1, 255, 255, 255, 0, 0, 0]);
    expect(pixels([...ascii('P6 1 1 65535\n'), 255, 255, 0, 0, 128, 0])).toEqual([1, 1, 255, 0, 128]);
    expect(pixels(ascii('P3 8000 8000 255\n1 2 3'))).toBeUndefined();
    expect(pixels(ascii('P5 1 1 255\n'))).toBeUndefined();
  });
});

describe('TIFF', () => {
  /** A little-endian file whose data stand behind the directory. */
  const tiff = (fields: readonly (readonly [number, number])[], data: readonly number[]) => {
    const start = 8 + 2 + 12 * (fields.length + 1) + 4;
    const all = [...fields, [273, start] as const].sort((a, b) => a[0] - b[0]);
    const entry = ([tag, value]: readonly [number, number]) => [...le16(tag), ...le16(4), ...le32(1), ...le32(value)];
    return [...ascii('II*\0'), ...le32(8), ...le16(all.length), ...all.flatMap(entry), ...le32(0), ...data];
  };
  const square = [
    [256, 2],
    [257, 2],
    [258, 8],
  ] as const;

  it('reads grey strips, plain and compressed, with differences', () => {
    const grey = (values: readonly number[]) => [2, 2, ...values.flatMap((v) => [v, v, v])];
    expect(pixels(tiff(square, [1, 2, 3, 4]))).toEqual(grey([1, 2, 3, 4]));
    expect(pixels(tiff([...square, [262, 0]], [1, 2, 3, 4]))).toEqual(grey([254, 253, 252, 251]));
    expect(pixels(tiff([...square, [317, 2]], [1, 2, 3, 4]))).toEqual(grey([1, 3, 3, 7]));
    expect(pixels(tiff([...square, [259, 32773]], [253, 7]))).toEqual(grey([7, 7, 7, 7]));
    expect(pixels(tiff([...square, [259, 8]], [...deflateSync(Uint8Array.of(5, 6, 7, 8))]))).toEqual(
      grey([5, 6, 7, 8]),
    );
  });

  it('says what it does not read, and refuses what is cut', () => {
    expect(() => pixels(tiff([...square, [259, 7]], []))).toThrow('TIFF images of compression 7');
    expect(() => pixels(tiff([...square, [262, 6]], []))).toThrow('TIFF images of colour space 6');
    expect(pixels(tiff(square, [1, 2, 3]))).toBeUndefined();
    expect(pixels(ascii('II*\0'))).toBeUndefined();
  });

  it('unpacks runs and LZW strings', () => {
    expect([...unpackBits(Uint8Array.of(1, 5, 6, 128, 255, 7, 0), 5)]).toEqual([5, 6, 7, 7, 0]);
    // Codes of 9 bits: clear, 7, 258 (7 7, being defined), 258, end: six sevens but one.
    const codes = [256, 7, 258, 258, 257].map((code) => code.toString(2).padStart(9, '0')).join('');
    const packed = codes.match(/.{1,8}/g)?.map((bits) => Number.parseInt(bits.padEnd(8, '0'), 2)) ?? [];
    expect([...(unpackLzw(Uint8Array.from(packed), 5) ?? [])]).toEqual([7, 7, 7, 7, 7]);
    expect(unpackLzw(Uint8Array.of(0xff, 0xff), 5)).toBeUndefined();
  });
});

describe('formats of other packages', () => {
  it('are decoded by them', () => {
    expect(pixels(webp)).toEqual([2, 1, 255, 0, 0, 0, 0, 255]);
    expect(pixels(jpeg2000)).toEqual([2, 1, 255, 0, 0, 0, 0, 255]);
    expect(pixels(jpeg)).toEqual([2, 1, 254, 0, 0, 0, 0, 254]);
  });

  it('are refused where their sizes lie', () => {
    const patched = (bytes: Uint8Array, at: number, ...values: number[]) => {
      const copy = Uint8Array.from(bytes);
      copy.set(values, at);
      return copy;
    };
    const frame = jpeg.findIndex((byte, i) => byte === 0xff && jpeg[i + 1] === 0xc0);
    expect(pixels(patched(jpeg, frame + 5, 255, 255, 255, 255))).toBeUndefined();
    expect(pixels(patched(jpeg2000, 8, 127, 255, 255, 255))).toBeUndefined();
    // Tiles of one pixel of a picture of 4096 by 4096.
    const tiles = patched(jpeg2000, 8, 0, 0, 16, 0, 0, 0, 16, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 1);
    expect(pixels(tiles)).toBeUndefined();
    expect(pixels(webp.subarray(0, 24))).toBeUndefined();
  });

  it('ask for a package that is missing', () => {
    const problem = expect.objectContaining({
      message: 'decode_image: JPEG images need the package no-such-decoder',
      spec: expect.objectContaining({ code: 'interpreter/missing-decoder' }),
    });
    expect(() => loadLibrary('no-such-decoder', 'JPEG')).toThrow(problem);
  });
});

describe('decode_image', () => {
  const file = tensor('u8', [webp.length], webp);
  it('orders channels, or mixes them to grey', () => {
    const run = (format: string) => runOp('decode_image', [file], { format })[0];
    const numbersOf = (format: string) => numbers(runOp('decode_image', [file], { format }));
    expect(numbersOf('bgr')).toEqual([0, 0, 255, 255, 0, 0]);
    expect(numbersOf('grayscale')).toEqual([76, 29]);
    expect(run('bgr')?.shape).toEqual([1, 2, 3]);
    expect(run('grayscale')?.shape).toEqual([1, 2, 1]);
  });

  it('of what is no image is empty', () => {
    expect(runOp('decode_image', [tensor('u8', [3], [1, 2, 3])])[0]?.shape).toEqual([0, 0, 3]);
    expect(runOp('decode_image', [tensor('u8', [0], [])], { format: 'grayscale' })[0]?.shape).toEqual([0, 0, 1]);
  });
});
