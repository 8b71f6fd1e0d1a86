const DATE = /^(\d{4})-(\d\d)-(\d\d)$/;
const DATE_TIME =
  /^(\d{4}-\d\d-\d\d)[Tt]([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,9})?([Zz]|[+-]([01]\d|2[0-3]):[0-5]\d)$/;
const MOST_HOURS_OFF = 15;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const EMAIL = /^[^\s@<>(),;:\\"[\]]{1,64}@[A-Za-z0-9]([A-Za-z0-9-]{0,62}\.){1,8}[A-Za-z0-9-]{1,63}$/;

/** A day that is in the calendar: 2027-02-29 is not. */
const isDate = (text: string): boolean => {
  const [, year, month, day] = DATE.exec(text) ?? [];
  if (year === undefined || year === '0000') return false;
  const days = new Date(Date.UTC(Number(year), Number(month), 0)).getUTCDate();
  return Number(month) >= 1 && Number(month) <= 12 && Number(day) >= 1 && Number(day) <= days;
};

/** RFC 3339 with a zone that PostgreSQL knows, and still in the years 1 to 9999 when it is told in UTC. */
const isDateTime = (text: string): boolean => {
  const [, date = '', , , zone = ''] = DATE_TIME.exec(text) ?? [];
  if (!isDate(date) || Number(zone.slice(1, 3)) > MOST_HOURS_OFF) return false;
  const year = new Date(text.toUpperCase()).getUTCFullYear();
  return year >= 1 && year <= 9999;
};

const isUri = (text: string): boolean => URL.canParse(text) && !/\s/.test(text);

/** The formats that schemas may name; any other one stops the start. */
export const formats = {
  date: isDate,
  'date-time': isDateTime,
  email: (text: string) => text.length <= 254 && EMAIL.test(text),
  uri: isUri,
  uuid: UUID,
} as const;
