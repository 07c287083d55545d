import { RequestMethod, type DynamicModule, type Type } from '@nestjs/common';
import { MODULE_METADATA, METHOD_METADATA, PATH_METADATA, ROUTE_ARGS_METADATA } from '@nestjs/common/constants.js';
import { RouteParamtypes } from '@nestjs/common/enums/route-paramtypes.enum.js';
import { MetadataScanner } from '@nestjs/core';
import { ACCESS_RULE, type AccessRule } from '../access/access.decorator.ts';
import type { ErrorDefinition } from '../errors/domain-error.ts';
import { FAILS } from '../errors/fails.decorator.ts';
import { IdPipe } from '../http/id.pipe.ts';
import { readIfMatch } from '../http/if-match.ts';
import { readRepeatKey } from '../http/repeat-key.ts';
import { servedPath } from './prefix.ts';

/** One route as its decorators describe it. */
export interface Route {
  /** `Controller.method`. */
  readonly id: string;
  readonly method: string;
  /** As served, parameters as `:name`. */
  readonly path: string;
  /** Undefined: nobody said who may call it, so the guard refuses everybody. */
  readonly access: AccessRule | undefined;
  /** Declared with `@Fails`. */
  readonly fails: readonly ErrorDefinition[];
  readonly takesRepeatKey: boolean;
  readonly takesIfMatch: boolean;
  readonly hasBody: boolean;
  /** Path parameters that are identifiers. */
  readonly ids: readonly string[];
  /** Left out of the API document. */
  readonly hidden: boolean;
}

type ModuleLike = Type | DynamicModule;
type Handler = (...args: never[]) => unknown;

interface Argument {
  readonly data?: unknown;
  readonly factory?: unknown;
  readonly pipes?: readonly unknown[];
}

/** All routes of the modules reachable from `root`, read from metadata alone: nothing is instantiated or connected. */
export function routeTable(root: DynamicModule): Route[] {
  return [...controllersOf(root)].flatMap((controller) => routesOf(controller));
}

/** The controllers of a module and of everything it imports. */
function controllersOf(root: ModuleLike): Set<Type> {
  const found = new Set<Type>();
  const seen = new Set<ModuleLike>();
  const visit = (module: ModuleLike): void => {
    if (seen.has(module)) return;
    seen.add(module);
    for (const controller of listOf<Type>(module, MODULE_METADATA.CONTROLLERS)) found.add(controller);
    for (const imported of listOf<unknown>(module, MODULE_METADATA.IMPORTS)) visit(unwrap(imported));
  };
  visit(root);
  return found;
}

function listOf<T>(module: ModuleLike, key: string): T[] {
  const isDynamic = typeof module !== 'function';
  const own = isDynamic ? ((module as unknown as Record<string, T[] | undefined>)[key] ?? []) : [];
  const declared = Reflect.getMetadata(key, isDynamic ? module.module : module) as T[] | undefined;
  return [...(declared ?? []), ...own];
}

function unwrap(imported: unknown): ModuleLike {
  if (imported instanceof Promise)
    throw new Error('a module made by a promise cannot be read without starting the application');
  const { forwardRef } = imported as { forwardRef?: () => ModuleLike };
  return forwardRef ? forwardRef() : (imported as ModuleLike);
}

function routesOf(controller: Type): Route[] {
  const prototype = controller.prototype as Record<string, Handler>;
  return new MetadataScanner().getAllMethodNames(prototype).flatMap((name) => {
    const handler = prototype[name];
    const method = handler && (Reflect.getMetadata(METHOD_METADATA, handler) as RequestMethod | undefined);
    if (!handler || method === undefined) return [];
    return pathsOf(controller, handler).map((path) => describe(controller, name, handler, RequestMethod[method], path));
  });
}

function pathsOf(controller: Type, handler: Handler): string[] {
  const both = [controller, handler].map((target) => {
    const declared = Reflect.getMetadata(PATH_METADATA, target) as string | string[] | undefined;
    return [declared ?? ''].flat();
  });
  const [bases = [], paths = []] = both;
  return bases.flatMap((base) => paths.map((path) => servedPath(`${base}/${path}`)));
}

function describe(controller: Type, name: string, handler: Handler, method: string, path: string): Route {
  const declared = Reflect.getMetadata(ROUTE_ARGS_METADATA, controller, name) as Record<string, Argument> | undefined;
  const args = Object.values(declared ?? {});
  const kinds = Object.keys(declared ?? {}).map((key) => key.split(':')[0]);
  return {
    id: `${controller.name}.${name}`,
    method,
    path,
    access: fromEither(ACCESS_RULE, controller, handler) as AccessRule | undefined,
    fails: (fromEither(FAILS, controller, handler) as readonly ErrorDefinition[] | undefined) ?? [],
    takesRepeatKey: args.some((arg) => arg.factory === readRepeatKey),
    takesIfMatch: args.some((arg) => arg.factory === readIfMatch),
    hasBody: kinds.includes(String(RouteParamtypes.BODY)),
    ids: args.filter((arg) => arg.pipes?.includes(IdPipe)).map((arg) => String(arg.data)),
    hidden: isHidden(controller, handler),
  };
}

/** The handler's own metadata, else its controller's: the order in which the guard asks. */
function fromEither(key: symbol, controller: Type, handler: Handler): unknown {
  return Reflect.getMetadata(key, handler) ?? Reflect.getMetadata(key, controller);
}

function isHidden(controller: Type, handler: Handler): boolean {
  const own = Reflect.getMetadata('swagger/apiExcludeEndpoint', handler) as { disable: boolean } | undefined;
  const all = Reflect.getMetadata('swagger/apiExcludeController', controller) as [boolean] | undefined;
  return Boolean(own?.disable ?? all?.[0]);
}
