/** The parts of a JSON Schema that samples are made from. */
type Schema = {
  readonly type?: string;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly anyOf?: readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly minItems?: number;
  readonly minLength?: number;
  readonly minimum?: number;
  readonly format?: string;
  readonly pattern?: string;
};

/** Whether a property names another thing by its id. */
export const isIdProperty = (name: string): boolean => /(^|[a-z])Ids?$|^id$|^onBehalfOf$/.test(name);

/** Names of the properties of an object schema that hold ids. */
export const idProperties = (schema: unknown): string[] =>
  Object.keys((schema as Schema | undefined)?.properties ?? {}).filter(isIdProperty);

/** Names of all properties of an object schema. */
export const propertiesOf = (schema: unknown): string[] =>
  Object.keys((schema as Schema | undefined)?.properties ?? {});

/** A value that the schema takes: what it requires, and the properties of `also`. `given` overrides by name. */
export const sampleOf = (
  schema: unknown,
  given: Readonly<Record<string, unknown>>,
  also: readonly string[] = [],
): unknown => {
  const { properties = {}, required = [] } = (schema ?? {}) as Schema;
  const names = Object.keys(properties).filter((name) => required.includes(name) || also.includes(name));
  return Object.fromEntries(names.map((name) => [name, given[name] ?? valueFor(properties[name] ?? {})]));
};

const valueFor = (schema: Schema): unknown => {
  if (schema.const !== undefined) return schema.const;
  if (schema.enum !== undefined) return schema.enum[0];
  if (schema.anyOf !== undefined) return valueFor(schema.anyOf[0] ?? {});
  switch (schema.type) {
    case 'integer':
    case 'number':
      return schema.minimum ?? 1;
    case 'boolean':
      return true;
    case 'array':
      return Array.from({ length: schema.minItems ?? 0 }, () => valueFor(schema.items ?? {}));
    case 'object':
      return sampleOf(schema, {});
    default:
      return textOf(schema);
  }
};

const textOf = ({ format, minLength = 1 }: Schema): string => {
  if (format === 'date-time') return new Date(Date.now() + 86_400_000).toISOString();
  if (format === 'date') return new Date().toISOString().slice(0, 10);
  return 'a'.repeat(Math.max(minLength, 8));
};
