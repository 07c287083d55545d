import type { Abstract } from '@nestjs/common';
import { UnknownElementException } from '@nestjs/core/errors/exceptions/unknown-element.exception.js';
import type { ModuleRef } from '@nestjs/core';

/** What some room provides under this class, an abstract one that serves as a token; null when none does. */
export function provided<T>(modules: ModuleRef, token: Abstract<T>): T | null {
  try {
    return modules.get<T>(token, { strict: false });
  } catch (error) {
    if (error instanceof UnknownElementException) return null;
    throw error;
  }
}
