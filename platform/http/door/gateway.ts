import { createSecretKey, type KeyObject } from 'node:crypto';
import type { ConstraintAnswers } from '#platform/db/sql-error.ts';
import { buildIdOf } from '#platform/http/pages/build-id.ts';
import { gatherTitles, type TitleOf } from '#platform/i18n/titles.ts';
import type { Kernel } from '#platform/kernel.ts';
import { apiHeaders, type Headers } from './headers.ts';
import { type House, houseOf } from './house.ts';
import { countInFlight, type InFlight } from './in-flight.ts';

/** What the HTTP layer itself keeps for the life of the process. */
export type Gateway = {
  readonly kernel: Kernel;
  readonly house: House;
  readonly headers: Headers;
  readonly inFlight: InFlight;
  /** Exports of this process that run now, one per user. */
  readonly exporting: Set<number>;
  readonly constraints: ConstraintAnswers;
  readonly titleOf: TitleOf;
  /** Key objects: with bytes an HMAC takes ten times as long. */
  readonly cursorKey: KeyObject;
  readonly idempotencyKey: KeyObject;
};

const MOST_IN_FLIGHT = 64;

export const makeGateway = (kernel: Kernel): Gateway => ({
  kernel,
  house: houseOf(kernel.config),
  headers: apiHeaders(kernel.config, buildIdOf(kernel.config.webDir)),
  inFlight: countInFlight(MOST_IN_FLIGHT),
  exporting: new Set(),
  constraints: Object.assign({}, ...kernel.modules.map((module) => module.constraints ?? {})),
  titleOf: gatherTitles(kernel.modules),
  cursorKey: createSecretKey(kernel.macKey('http.cursor')),
  idempotencyKey: createSecretKey(kernel.macKey('http.idempotency')),
});
