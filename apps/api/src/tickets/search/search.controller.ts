// The doors of the search: the whole page, and the few that fit while one is typing.
import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Access, type Caller, CallerOf } from '../../platform/http/access.js';
import { SearchRequest, SearchResults, SearchSuggestions, SuggestRequest } from './search.requests.js';
import { SearchTickets } from './search-tickets.js';
import { SuggestSearch } from './suggest-search.js';

const USUAL_PAGE = 25;

@ApiTags('search')
@Controller('api/v1/search')
export class SearchController {
  constructor(
    private readonly search: SearchTickets,
    private readonly suggest: SuggestSearch,
  ) {}

  @Get()
  @Access('agent')
  @ApiOkResponse({ type: SearchResults })
  find(@CallerOf() caller: Caller, @Query() query: SearchRequest): Promise<SearchResults> {
    return this.search.run(caller, query.q, query.cursor ?? null, query.limit ?? USUAL_PAGE);
  }

  @Get('suggest')
  @Access('agent')
  @ApiOkResponse({ type: SearchSuggestions })
  suggestions(@CallerOf() caller: Caller, @Query() { q }: SuggestRequest): Promise<SearchSuggestions> {
    return this.suggest.run(caller, q);
  }
}
