import { listenerJob } from '#platform/events/dispatch.ts';
import type { Module } from '#platform/module.ts';
import type { Job } from './jobs.ts';

/** Every job of the modules, those that run their listeners among them. */
export const jobsOf = (modules: readonly Module[]): Job[] =>
  modules.flatMap((module) => [...(module.jobs ?? []), ...(module.listens ?? []).map(listenerJob)]);
