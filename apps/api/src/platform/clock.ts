// What time it is: the only source of "now" in the api, so that tests can travel.
import { Injectable } from '@nestjs/common';

@Injectable()
export class Clock {
  private offsetMs = 0;

  now(): Date {
    return new Date(Date.now() + this.offsetMs);
  }

  /** Moves this clock forward. Tests only: nothing in the product calls it. */
  travel(milliseconds: number): void {
    this.offsetMs += milliseconds;
  }
}
