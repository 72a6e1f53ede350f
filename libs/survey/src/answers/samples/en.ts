// Short English answers to surveys, written and judged by us: + happy, - unhappy, 0 neither or both.
import type { Samples } from './samples.js';

export const ENGLISH_SAMPLES: Samples = {
  tuning: `
+ Quick and friendly, thank you!
+ Problem solved in five minutes.
+ Anna was very patient with me.
+ Great service as always.
+ No complaints at all.
+ I got my refund the same day.
+ Everything works again, thanks a lot
+ Couldn't be happier with the answer.
+ You're the best!
+ Clear instructions, easy to follow.
+ Really helpful team.
+ Not bad at all, I was surprised how fast it went.
+ Love it 😍
+ The agent went above and beyond.
+ very professional
+ Finally somebody who listens. Thank you.
+ Super
- Waited three days for a reply.
- Nobody answered my question.
- The agent was rude.
- Still not working.
- You never got back to me.
- I had to explain everything twice.
- Useless.
- Terrible experience, I will not order again.
- The link you sent is broken.
- Too slow and too many copy-paste answers.
- Not helpful
- I was passed from one person to another.
- My parcel is still lost and nobody cares.
- Very disappointed with the support.
- I don't understand what you want from me.
- It took ages.
- No solution was offered.
- You promised a call and nobody called.
- Waste of time 😡
0 Order number is 4411.
0 ok
0 I wrote on Monday about the blue teapot.
0 Fast answer but the problem is not solved.
0 Friendly but slow.
0 n/a
0 Please send the invoice to my accountant.
0 It was fine I guess, nothing special.
0 See my previous message.`,
  measured: `
+ Thanks for the quick help!
+ The person who helped me was kind and knew her stuff.
+ Excellent support, keep it up
+ All sorted within an hour.
+ I appreciate your patience.
+ Smooth and painless.
+ Thank you Peter for going the extra mile
+ Everything was explained clearly.
+ Very satisfied.
+ They replaced the broken lamp without any questions.
+ Perfect, no problems.
+ Best customer service I have had in years.
+ Answered right away and fixed it.
+ Happy with the outcome.
+ Your team is awesome
+ I will definitely recommend you to friends.
+ Polite, fast, efficient.
+ good
+ It was resolved much faster than I expected.
+ Lovely people!
+ Thanks, it works now.
+ Honest and fair answer.
+ You saved my weekend, thank you so much!!
+ Nice chat with a real human.
+ I felt heard.
+ Simple and clear.
+ The refund arrived without any trouble.
+ Outstanding
+ 10/10 would buy again
+ Helpful, thank you
+ Everything perfect from start to finish.
+ Didn't expect an answer on Sunday, impressed!
+ My issue was handled professionally and quickly.
+ Top notch service.
+ Great communication throughout.
+ Quick response, pleasant tone.
+ Brilliant, thanks
+ I never had to wait.
+ So easy!
+ The engineer explained what had gone wrong and fixed it at once.
+ Good job 👍
+ You kept your promise. Thank you.
+ Wonderful experience with your support.
+ The advice about the cable was spot on.
+ I am impressed by how much you care.
+ Couldn't ask for better service.
+ Fast delivery of the replacement and a kind note in the box.
+ Maria is a gem.
+ Works like a charm now.
+ Delighted with the new one, many thanks
+ ❤️❤️
+ You answered all my questions in one mail.
+ Very easy to reach, no waiting.
+ Courteous and competent.
+ Sorted. Cheers!
+ It's good to know that someone is there at night.
+ Grateful for the discount after the delay.
+ The whole thing took two minutes.
+ Amazing how quickly you reacted.
+ No issues whatsoever, smooth process.
- Took a week to get a simple answer.
- I still have no refund.
- The chat closed in the middle of our conversation.
- Your bot is awful, let me talk to a person.
- He did not read what I wrote.
- Bad service.
- Nothing was fixed.
- I got the same canned reply three times.
- Unacceptable delay.
- I'm angry that I was charged twice.
- The wrong item arrived again.
- Very poor communication.
- The agent hung up on me.
- I asked for a manager and was ignored.
- Ridiculous that I need to send the photos again.
- Slow.
- Not satisfied with the answer.
- You blamed me for your own mistake.
- The problem came back the next day.
- Worst support ever
- My question was not answered.
- It shouldn't take four e-mails to change an address.
- Impolite and in a hurry.
- I won't be using your shop any more.
- Unhelpful, just links to the FAQ.
- Disappointing.
- The promised discount was never applied.
- I had to chase you for two weeks.
- Nobody knows anything there.
- The app keeps crashing and you say it is my phone.
- I lost money because of you.
- There was no explanation.
- You closed the ticket without asking me.
- Horrible attitude
- It is impossible to reach anybody by phone.
- Waiting time is too long.
- Confusing instructions.
- I expected more from you.
- The replacement is also defective.
- The agent clearly didn't care.
- Why do I have to repeat my order number every time?
- 👎
- Frustrating, I gave up.
- Didn't solve my problem.
- Could be faster.
- You only answered after I complained on Facebook.
- My complaint was dismissed.
- I feel cheated.
- Delivery was late again and the box was damaged.
- Please train your staff.
- The reply made no sense.
- No one called me back as promised.
- Overpriced and the support is a joke.
- I am still waiting...
- Incompetent people.
- It was a nightmare to cancel.
- They refused to help.
- Sent me to a form that does not open.
- Five different agents, five different answers.
- Not what I asked for.
0 I ordered on the third of May.
0 Delivery to Plovdiv.
0 The agent was nice, but my money is still gone.
0 no comment
0 Can you call me tomorrow after five?
0 I use the Android app.
0 Good answer, terrible waiting time.
0 It's about the second invoice.
0 average
0 Nothing to add.
0 You have my e-mail.
0 Quick reply though it did not solve the issue.
0 I chose this score because I have not received the parcel yet to judge.
0 The first agent was rude, the second one was lovely.
0 -
0 Same as last time.
0 I am a student.
0 It was about changing my password.
0 So-so.
0 The colour is blue, size M.
0 test
0 Kind people but your system is broken.
0 Neither good nor bad.
0 Is there a shop in Varna?
0 I would like to receive the news in English.
0 It was okay.
0 Helpful in the end, but it took far too long.
0 I wrote from my wife's account.
0 Ask me again next month.
0 See above`,
};
