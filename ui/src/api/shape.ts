import { Failure } from "./failure";

/** Reads an answer field by field; what is not as agreed is a failure that names the field. */
export class Reader {
  constructor(
    private readonly value: unknown,
    private readonly path = "the answer",
  ) {}

  private field(name: string): unknown {
    if (typeof this.value !== "object" || this.value === null) throw this.unexpected("an object", "");
    return (this.value as Record<string, unknown>)[name];
  }

  private unexpected(wanted: string, name: string): Failure {
    return new Failure("broken", `This page does not understand the server: ${this.path}${name && `.${name}`} is not ${wanted}.`);
  }

  has(name: string): boolean {
    return this.field(name) !== undefined && this.field(name) !== null;
  }

  raw(name: string): unknown {
    return this.field(name);
  }

  text(name: string): string {
    const value = this.field(name);
    if (typeof value !== "string") throw this.unexpected("text", name);
    return value;
  }

  number(name: string): number {
    const value = this.field(name);
    if (typeof value !== "number") throw this.unexpected("a number", name);
    return value;
  }

  truth(name: string): boolean {
    const value = this.field(name);
    if (typeof value !== "boolean") throw this.unexpected("true or false", name);
    return value;
  }

  child(name: string): Reader {
    return new Reader(this.field(name), `${this.path}.${name}`);
  }

  list<T>(name: string, item: (reader: Reader) => T): T[] {
    return this.array(name).map((value, at) => item(new Reader(value, `${this.path}.${name}[${at}]`)));
  }

  /** The items of the value itself, which is a list. */
  items(): unknown[] {
    if (!Array.isArray(this.value)) throw this.unexpected("a list", "");
    return this.value;
  }

  texts(name: string): string[] {
    const values = this.array(name);
    if (!values.every((value) => typeof value === "string")) throw this.unexpected("a list of texts", name);
    return values as string[];
  }

  /** Numbers, copied into a typed array. */
  numbers(name: string): Float64Array {
    const values = this.array(name);
    const result = new Float64Array(values.length);
    for (let at = 0; at < values.length; at++) {
      const value = values[at];
      if (typeof value !== "number") throw this.unexpected("a list of numbers", name);
      result[at] = value;
    }
    return result;
  }

  /** Numbers, with null where there is none. */
  maybeNumbers(name: string): (number | null)[] {
    const values = this.array(name);
    if (!values.every((value) => value === null || typeof value === "number")) throw this.unexpected("a list of numbers", name);
    return values as (number | null)[];
  }

  private array(name: string): unknown[] {
    const value = this.field(name);
    if (!Array.isArray(value)) throw this.unexpected("a list", name);
    return value;
  }
}
