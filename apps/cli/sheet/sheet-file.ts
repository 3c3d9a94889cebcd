import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { CliError, exitCode } from '../exit-code.js';

/** The API takes no longer body, and the sheet is most of it. */
const MOST_BYTES = 240 * 1024;

/** A sheet's text, from a file or with `-` from standard input. */
export function readSheetFile(file: string): string {
  const bytes = readBytes(file);
  if (bytes.length > MOST_BYTES)
    throw new CliError(
      exitCode.usage,
      `${file} has ${Math.ceil(bytes.length / 1024)} KiB; a sheet may have ${MOST_BYTES / 1024}. Import it in parts.`,
    );
  return decodeSheet(bytes, file);
}

function readBytes(file: string): Buffer {
  try {
    return readFileSync(file === '-' ? 0 : file);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const why = code === 'ENOENT' ? 'it is not there' : message;
    throw new CliError(exitCode.usage, `The sheet ${file} cannot be read: ${why}.`);
  }
}

/** UTF-8, or UTF-16 with a byte order mark, as Excel saves “Unicode text”. Anything else would be guessed at. */
export function decodeSheet(bytes: Uint8Array, file: string): string {
  try {
    return new TextDecoder(encodingOf(bytes), { fatal: true }).decode(bytes);
  } catch {
    throw new CliError(
      exitCode.usage,
      `${file} is neither UTF-8 nor UTF-16. Save it as “CSV UTF-8” (in Excel: Save As, CSV UTF-8).`,
    );
  }
}

function encodingOf([first, second]: Uint8Array): string {
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  return first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8';
}

/** Writes what is still open beside the sheet, never over anything, and says where. */
export function writeRefused(file: string, text: string): string {
  const name = file === '-' ? 'import' : file.replace(/\.(?:csv|txt|tsv)$/i, '');
  for (let count = 1; ; count++) {
    const path = `${name}.refused${count === 1 ? '' : `-${count}`}.csv`;
    if (existsSync(path)) continue;
    writeFileSync(path, text, { flag: 'wx' });
    return path;
  }
}
