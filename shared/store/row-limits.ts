import type { RowRange, RowValue, RowWrite } from '../ports/rows.ts';

const kibibyte = 1024;
const limits = {
  key: 512,
  string: 32_768,
  binary: 64 * kibibyte,
  entity: 1024 * kibibyte,
  properties: 252,
  rows: 100,
  transaction: 4 * 1024 * kibibyte,
  page: 1000,
};
const forbiddenInKeys = /[/\\#?\p{Cc}]/u;
const tableName = /^[A-Za-z][A-Za-z0-9]{2,62}$/;
const propertyName = /^[A-Za-z_][A-Za-z0-9_]{0,254}$/;
/** Names that the service or its SDK gives a meaning of their own. */
const reservedNames = new Set([
  'PartitionKey',
  'RowKey',
  'Timestamp',
  'partitionKey',
  'rowKey',
  'timestamp',
  'etag',
  '__proto__',
]);
/** Bytes of a number as JSON, at most; truth values and dates take fewer. */
const longestNumber = 32;
/** Characters. */
const shortString = 128;
/** A DateTime begins with the year 1601. */
const earliest = Date.UTC(1601, 0, 1);
const latest = Date.UTC(10_000, 0, 1) - 1;

/**
 * The limits of Table Storage, checked before anything is sent, so that every implementation of `Rows` refuses the
 * same things in the same way. Breaking one is a mistake of the caller: `RangeError` or `TypeError`.
 * https://learn.microsoft.com/rest/api/storageservices/understanding-the-table-service-data-model
 */
export function checkWrites(table: string, partitionKey: string, writes: readonly RowWrite[]): void {
  checkTable(table);
  checkKey('partition key', partitionKey);
  if (writes.length === 0) throw new RangeError('a transaction needs at least one write');
  if (writes.length > limits.rows)
    throw new RangeError(`a transaction has at most ${limits.rows} writes, not ${writes.length}`);
  const seen = new Set<string>();
  for (const write of writes) {
    checkKey('row key', write.rowKey);
    if (seen.has(write.rowKey)) throw new RangeError('a transaction writes a row only once');
    seen.add(write.rowKey);
    if (write.kind !== 'delete') checkEntity(partitionKey, write.rowKey, write.values);
  }
  if (writes.length === 1) return;
  const bytes = writes.reduce((sum, write) => sum + transactionBytes(partitionKey, write), 0);
  if (bytes > limits.transaction) {
    throw new RangeError(`a transaction has at most ${limits.transaction} bytes, not ${bytes}: split it`);
  }
}

export function checkKeys(table: string, partitionKey: string, rowKey: string): void {
  checkTable(table);
  checkKey('partition key', partitionKey);
  checkKey('row key', rowKey);
}

/** Returns the limit of the page. */
export function checkRange(table: string, partitionKey: string, range: RowRange): number {
  checkTable(table);
  checkKey('partition key', partitionKey);
  const { limit = limits.page } = range;
  if (!Number.isInteger(limit) || limit < 1 || limit > limits.page) {
    throw new RangeError(`a page has 1 to ${limits.page} rows, not ${limit}`);
  }
  return limit;
}

/**
 * The most bytes that this write takes in the body of a transaction of several, where 4 MiB (4,194,304) are allowed:
 * JSON with binaries in base64, its URL, and a generous kibibyte for the headers around it.
 */
export function transactionBytes(partitionKey: string, write: RowWrite): number {
  const keys = encodeURIComponent(partitionKey).length + encodeURIComponent(write.rowKey).length;
  const values = write.kind === 'delete' ? [] : Object.entries(write.values);
  return values.reduce((sum, [name, value]) => sum + 2 * name.length + 40 + jsonBytes(value), kibibyte + 3 * keys);
}

function checkTable(table: string): void {
  if (!tableName.test(table)) throw new RangeError(`not a name for a table: ${JSON.stringify(table)}`);
}

function checkKey(what: string, key: string): void {
  // A key may hold a customer's name: the message does not repeat it.
  if (key.length > limits.key)
    throw new RangeError(`a ${what} has at most ${limits.key} characters, not ${key.length}`);
  if (forbiddenInKeys.test(key) || !key.isWellFormed()) throw new RangeError(`a ${what} holds a forbidden character`);
}

function checkEntity(partitionKey: string, rowKey: string, values: Record<string, RowValue>): void {
  const entries = Object.entries(values);
  if (entries.length > limits.properties) {
    throw new RangeError(`a row has at most ${limits.properties} properties, not ${entries.length}`);
  }
  // https://learn.microsoft.com/archive/blogs/avkashchauhan/how-the-size-of-an-entity-is-caclulated-in-windows-azure-table-storage
  let bytes = 4 + 2 * (partitionKey.length + rowKey.length);
  for (const [name, value] of entries) {
    if (!propertyName.test(name) || reservedNames.has(name)) {
      throw new RangeError(`not a name for a property: ${JSON.stringify(name)}`);
    }
    bytes += 8 + 2 * name.length + storedBytes(name, value);
  }
  if (bytes > limits.entity) throw new RangeError(`a row has at most ${limits.entity} bytes, not ${bytes}`);
}

/** The size as stored; throws when the value does not fit a property. */
function storedBytes(name: string, value: RowValue): number {
  if (typeof value === 'string') {
    if (value.length > limits.string) {
      throw new RangeError(`${name} has at most ${limits.string} characters, not ${value.length}`);
    }
    // Half a surrogate pair has no UTF-8 form: it would come back as another character.
    if (!value.isWellFormed()) throw new RangeError(`${name} is not well-formed Unicode`);
    return 4 + 2 * value.length;
  }
  if (value instanceof Uint8Array) {
    if (value.byteLength > limits.binary) {
      throw new RangeError(`${name} has at most ${limits.binary} bytes, not ${value.byteLength}`);
    }
    return 4 + value.byteLength;
  }
  if (value instanceof Date) {
    const time = value.getTime();
    if (!(time >= earliest && time <= latest)) throw new RangeError(`${name} is not a date from 1601 to 9999`);
    return 8;
  }
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new RangeError(`${name} is not a finite number`);
    return 8;
  }
  if (typeof value === 'boolean') return 1;
  throw new TypeError(`${name} holds ${value === null ? 'null' : typeof value}, which a row cannot`);
}

/** The most bytes that a value takes; what is short is not looked at closer than its length. */
function jsonBytes(value: RowValue): number {
  if (value instanceof Uint8Array) return 2 + 4 * Math.ceil(value.byteLength / 3);
  if (typeof value !== 'string') return longestNumber;
  // A character of UTF-16 takes at most six bytes, as an escape.
  if (value.length <= shortString) return 2 + 6 * value.length;
  // U+2028 and U+2029 are sent as escapes of six bytes instead of three.
  return Buffer.byteLength(JSON.stringify(value)) + 3 * (value.match(/[\u2028\u2029]/g)?.length ?? 0);
}
