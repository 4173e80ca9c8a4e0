/**
 * Reads the fields of one protobuf message in their order (https://protobuf.dev/programming-guides/encoding). It makes no
 * objects: the messages that hold a stack are large, and most of what they say is read by nobody.
 */
export class WireReader {
  /** Number of the field that {@link next} has come to. */
  field = 0;
  private wireType = 0;

  /** Reads the bytes from `position`, where it is, to before `end`. */
  constructor(
    readonly bytes: Buffer,
    public position = 0,
    private readonly end = bytes.length,
  ) {}

  /** Goes to the next field, whose value has to be read or skipped; false when there is none. */
  next(): boolean {
    if (this.position >= this.end) {
      return false;
    }
    const tag = this.varint();
    this.field = Math.floor(tag / 8);
    this.wireType = tag % 8;
    return true;
  }

  /** Passes over the value of a field. */
  skip(): void {
    switch (this.wireType) {
      case 0:
        this.varint();
        return;
      case 1:
        this.position += 8;
        return;
      case 2:
        this.message();
        return;
      case 5:
        this.position += 4;
        return;
      default:
        throw new Error(`A message of the engine has a field of the wire type ${this.wireType}.`);
    }
  }

  /** A number of the types `int32`, `uint32`, `bool` and of enumerations, none of which is negative here. */
  varint(): number {
    let value = 0;
    let factor = 1;
    for (;;) {
      const byte = this.bytes[this.position++] ?? 0;
      value += (byte & 0x7f) * factor;
      if (byte < 0x80) {
        return value;
      }
      factor *= 128;
    }
  }

  double(): number {
    const value = this.bytes.readDoubleLE(this.position);
    this.position += 8;
    return value;
  }

  text(): string {
    const length = this.varint();
    const start = this.position;
    this.position += length;
    return this.bytes.toString("utf8", start, this.position);
  }

  /** Where an embedded message begins; its reader ends where it does. */
  message(): WireReader {
    const length = this.varint();
    const start = this.position;
    this.position += length;
    return new WireReader(this.bytes, start, this.position);
  }

  /** The bytes of this message that are not read yet, without a copy. */
  get rest(): Buffer {
    return this.bytes.subarray(this.position, this.end);
  }
}
