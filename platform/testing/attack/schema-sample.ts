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
const isIdProperty = (name: string): boolean => /(^|[a-z])Ids?$|^id$|^onBehalfOf$/.test(name);

/** Names of the properties that hold ids, at any depth of objects and arrays. */
export const idProperties = (schema: unknown): string[] => [...new Set(idsWithin(schema as Schema | undefined))];

/** Names of all properties of an object schema. */
export const propertiesOf = (schema: unknown): string[] =>
  Object.keys((schema as Schema | undefined)?.properties ?? {});

/**
 * A value that the schema takes: what it requires, and the properties of `also`, at any depth. `given` overrides by name; in a
 * list of ids it is the one element.
 */
export const sampleOf = (
  schema: unknown,
  given: Readonly<Record<string, unknown>>,
  also: readonly string[] = [],
): unknown => objectOf((schema ?? {}) as Schema, { given, also });

type Wish = { readonly given: Readonly<Record<string, unknown>>; readonly also: readonly string[] };

const objectOf = ({ properties = {}, required = [] }: Schema, wish: Wish): Record<string, unknown> => {
  const wanted = Object.entries(properties).filter(
    ([name, inner]) => required.includes(name) || wish.also.includes(name) || holdsWanted(inner, wish),
  );
  return Object.fromEntries(
    wanted.map(([name, inner]) => [
      name,
      name in wish.given ? givenAs(inner, wish.given[name]) : valueFor(inner, wish),
    ]),
  );
};

const givenAs = ({ type }: Schema, value: unknown): unknown => (type === 'array' ? [value] : value);

const holdsWanted = (schema: Schema, { also }: Wish): boolean => idsWithin(schema).some((name) => also.includes(name));

const idsWithin = (schema: Schema = {}): string[] => [
  ...Object.entries(schema.properties ?? {}).flatMap(([name, inner]) =>
    isIdProperty(name) ? [name] : idsWithin(inner),
  ),
  ...(schema.items === undefined ? [] : idsWithin(schema.items)),
  ...(schema.anyOf ?? []).flatMap(idsWithin),
];

const valueFor = (schema: Schema, wish: Wish): unknown => {
  if (schema.const !== undefined) return schema.const;
  if (schema.enum !== undefined) return schema.enum[0];
  if (schema.anyOf !== undefined) return valueFor(schema.anyOf[0] ?? {}, wish);
  switch (schema.type) {
    case 'integer':
    case 'number':
      return schema.minimum ?? 1;
    case 'boolean':
      return true;
    case 'array':
      return arrayOf(schema, wish);
    case 'object':
      return objectOf(schema, wish);
    default:
      return textOf(schema);
  }
};

const arrayOf = ({ items = {}, minItems = 0 }: Schema, wish: Wish): unknown[] =>
  Array.from({ length: Math.max(minItems, holdsWanted(items, wish) ? 1 : 0) }, () => valueFor(items, wish));

const textOf = ({ format, minLength = 1 }: Schema): string => {
  if (format === 'date-time') return new Date(Date.now() + 86_400_000).toISOString();
  if (format === 'date') return new Date().toISOString().slice(0, 10);
  return 'a'.repeat(Math.max(minLength, 8));
};
