// The door of the holiday sets: days that a lead may add to working hours.
import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Access } from '../platform/http/access.js';
import { HolidayCountry, HolidayQuery, HolidaySetView, LanguageQuery } from './holidays.requests.js';
import { holidayCountries, publicHolidays } from './public-holidays.js';

@ApiTags('calendars')
@Controller('api/v1/holidays')
export class HolidaysController {
  @Get()
  @Access('lead')
  @ApiOkResponse({ type: HolidaySetView })
  async days(@Query() { country, year, language }: HolidayQuery): Promise<HolidaySetView> {
    return { holidays: await publicHolidays(country, year, language ?? 'en') };
  }

  @Get('countries')
  @Access('lead')
  @ApiOkResponse({ type: HolidayCountry, isArray: true })
  async countries(@Query() { language }: LanguageQuery): Promise<HolidayCountry[]> {
    const names = new Intl.DisplayNames(language ?? 'en', { type: 'region' });
    const countries = (await holidayCountries()).map((code) => ({ code, name: names.of(code) ?? code }));
    return countries.sort((a, b) => a.name.localeCompare(b.name, language ?? 'en'));
  }
}
