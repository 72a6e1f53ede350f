// A house with a door that does not say who may pass does not open, and names the door.
import { expect, test } from '@jest/globals';
import { Controller, Get, Post } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { Test } from '@nestjs/testing';
import { Access } from '../platform/http/access.js';
import { RefuseOpenDoors } from './refuse-open-doors.js';

@Controller('closed')
@Access('lead')
class Closed {
  @Get() read() {}
  @Post() @Access('owner') write() {}
  notARoute() {}
}

@Controller('open')
class Open {
  @Get('said') @Access('public') said() {}
  @Get('forgotten') forgotten() {}
}

const house = (...controllers: (new () => object)[]) => {
  return Test.createTestingModule({ imports: [DiscoveryModule], controllers, providers: [RefuseOpenDoors] }).compile();
};

test('all doors say who may pass', async () => {
  const desk = await house(Closed);
  expect(() => desk.get(RefuseOpenDoors).onModuleInit()).not.toThrow();
});

test('one does not', async () => {
  const desk = await house(Closed, Open);
  expect(() => desk.get(RefuseOpenDoors).onModuleInit()).toThrow(/\(@Access\): Open\.forgotten\.$/);
});
