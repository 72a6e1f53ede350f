// English words of feeling, by how strong they are; our own list. `*`: any ending. Several words in quotation marks go together.
import type { FeelingWords } from './feeling.js';

export const ENGLISH: FeelingWords = {
  good: [
    `good nice* kind kindly kindness friendl* polite* courteous* pleasant* pleased happy happily glad satisf* helpful* quick* fast prompt* speedy
     swift* efficient* professional* competent* knowledgeable clear clearly easy easily simple simply smooth* painless* fair fairly honest* reliable
     patient patiently patience thorough* attentive* responsive sorted solved resolved fixed helped thank* cheers thx appreciat* grateful* like liked
     enjoy* recommend* comfortable convenient* useful correct accurate accurately human listened listens heard understanding understood care cares
     caring warm welcoming improved improvement reassur* generous* charming respectful* well works worked working comfort* trust* friend* free glad
     effortless* straightforward decent neat welcome lucky beautiful* safe punctual timely calm calmly "problem solved" "issue solved" "problem fixed" "kept in the loop" "kept me informed"
     "same day" "in minutes" "within minutes" "within an hour" "right away" "at once" "in no time" "kept your promise" "kept his word" "on time"`,
    `great* lovely excellent* wonderful* awesome amaz* fantastic* perfect* brilliant* superb* outstanding* exceptional* love loved loves loving best
     delight* impress* super terrific incredible* magnificent fabulous marvel* stellar flawless* thrilled gem hero angel lifesaver saved phenomenal
     "top notch" "spot on" "first class" "five stars" "10 10" "10 out of 10" "second to none" "like a charm" "above and beyond" "extra mile"
     "keep it up" "well done" "good job" "could not be happier" "could not be better" "could not ask for" "no problem*" "no complaint*" "no issue*"
     "no trouble" "no fuss" "not bad" "no hassle" "no waiting" "never had to wait" "without any trouble" "without any problem*" "without a hitch"
     "never disappoint*" "hats off" "big thank you" "day and night"`,
  ],
  bad: [
    `bad badly poor poorly slow slowly late delay* wait waited waiting unclear confus* complicated difficult hard rude* impolite unhelpful* unprofessional*
     problem* issue issues error* wrong broken broke break* bug bugs buggy fault* defect* damage* crash* fail* mistake* lost missing lack lacks lacking
     complain* complaint* annoy* unhapp* dissatisf* unsatisf* sad upset angry disappoint* ignor* refus* repeat* again twice unfair unfriendly
     cold long longer expensive overpriced unanswered unresolved unsolved dismiss* blame* charged boring copy-paste canned generic scripted robotic
     careless* neglect* inconvenient* trouble* worry worried stress* impatient* arrogant* condescend* unable cannot chase chasing forgot forgotten
     cancel* useless* pointless inaccurate incorrect stuck gave "fed up" "passed around" "hung up" "cut off" "too many" "too much" "too long" "so long"
     "passed from" "took ages" "took forever" "take ages" "takes ages" "takes forever" "back and forth" "still waiting" "still no" "still not" "still nothing" "could be" "could have been" "should be" "should not" "had to"
     "has to" "need to" "at all" "makes no sense" "made no sense" "let down" "gave up" "give up" "run around" "runaround" "expected more"
     "expected better" "came back" "without asking" "why do i" "only after" "each time" "every time" "not what"`,
    `terrible* awful* horrible* horrid worst worse useless disgust* unacceptable* ridiculous* appalling* pathetic* nightmare* disgrace* shame* scam* fraud*
     cheat* liar* lie lied lies lying steal stole hate* hated furious outrag* frustrat* incompeten* joke disaster* infuriat* dreadful* insult* nobody
     "no one" "no reply" "no answer" "no response" "no solution" "no help" "no explanation" "no refund" "no communication" "never again" "waste of"
     "wasted my" "not happy" "rip off" "wild goose" "nobody cares" "nobody answered" "for nothing" "a joke" "lost money" "won't be" "will not order"`,
  ],
  asked: `answer* repl* respon* help* solve* solution* resolv* fix* work* worked works explain* listen* understand* read care* call* deliver* refund* arriv*
     receiv* open* load* appl* use* knows know* got get change* reach* connect* respond* contact* offer* informed polite* what`,
  not: `not no never none nothing nobody without neither nor cannot hardly barely n't dont doesnt didnt isnt wasnt wont cant couldnt havent hasnt`,
  more: `very really so extremely absolutely totally completely truly highly incredibly especially most much always super exceptionally quite`,
  less: `a-bit slightly somewhat fairly rather kinda sort-of almost mostly partly`,
  but: `but however although though yet except unfortunately`,
};
