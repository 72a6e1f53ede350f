// What the people of the demo say in English: a small shop for tea and coffee things.
export const en = {
  people: [
    'Anna Miller',
    'James Carter',
    'Olivia Brooks',
    'Liam Turner',
    'Grace Hughes',
    'Noah Bennett',
    'Ella Foster',
    'Jack Rowe',
    'Chloe Marsh',
    'Ben Whitaker',
    'Sophie Lane',
    'Oscar Reid',
    'Freya Dale',
    'Adam Kerr',
    'Ruby Walsh',
    'Ian Shaw',
  ],
  hello: 'Hello {name},',
  regards: 'Kind regards',
  note: 'Checked with the warehouse: they answer within the hour.',
  again: 'Sorry, I have to come back to this: it is still not right.',
  mended: 'You are right, and I am sorry. I have put it right now and looked at it myself; it is done.',
  praise: [
    'Quick and friendly, thank you!',
    'Exactly what I needed.',
    'Anna was wonderful, please tell her.',
    'So easy.',
  ],
  blame: [
    'I had to wait far too long.',
    'I had to explain everything twice.',
    'It took three letters for a simple thing.',
  ],
  further: [
    {
      asks: 'And how long is the guarantee on it?',
      answers: 'Two years from the day it was delivered. The receipt is in your account, you need no paper.',
    },
    {
      asks: 'One more thing: do you also have it in dark green?',
      answers:
        'Not today, but 240 of them come in next week. I have put your name on the list; you will get a message.',
    },
    {
      asks: 'Could you send the invoice to our accountant as well?',
      answers: 'Done: it went to the address that stands on your order, and a copy lies in your account.',
    },
    {
      asks: 'Is there a manual in my language? The one in the box is in German only.',
      answers: 'Yes, I have put the link on your order page. The chapter on cleaning begins on page 12.',
    },
  ],
  topics: {
    delivery: {
      tag: 'delivery',
      subject: 'Where is my parcel?',
      asks: 'Hi! I ordered a grinder last week (order 48213) and the parcel has not arrived. The tracking page has said the same for three days.',
      answers:
        'Thank you for writing. The parcel is held at the depot in your town because the house number was unreadable. I have corrected it; the courier comes tomorrow between 9 and 13.',
      adds: 'Thanks. Can they leave it with the neighbour if I am out?',
      closes: 'Yes, I have written that on the label: flat 4, if you are out. You will get a message when it is there.',
    },
    refund: {
      tag: 'refund',
      subject: 'Refund for order 47790',
      asks: 'I sent the kettle back twelve days ago and have not seen the money yet. Could you look into it?',
      answers:
        'I have found it: your parcel reached us on Tuesday, and I have just released the refund. Banks need two to four days to show it.',
      adds: 'It is a different card by now, the old one expired. Does that matter?',
      closes:
        'No: the bank passes it on to the account behind the card. If it is not there by Friday, answer this mail and I will send it by transfer.',
    },
    wrong: {
      tag: 'wrong item',
      subject: 'Got the wrong thing',
      asks: 'The box has a paper filter set in it instead of the steel one I ordered. Photo follows if you need it.',
      answers:
        'No photo needed, I can see the mix-up in the packing list. The steel one leaves today; please keep the paper filters with our apologies.',
      adds: 'That is kind. Will it be here before Saturday? It is a present.',
      closes: 'It will: I have sent it express, delivery on Thursday. I hope the present is a success!',
    },
    broken: {
      tag: 'damage',
      subject: 'Teapot arrived broken',
      asks: 'The glass teapot has a crack from the handle down. The box looked fine from outside.',
      answers:
        'I am sorry, that must have been a sad unpacking. A new one goes out today, packed twice. You need not send the old one back.',
      adds: 'What shall I do with the old one?',
      closes:
        'The lid and the sieve fit the new one, so keep those as spares; the glass goes into the household glass bin.',
    },
    invoice: {
      tag: 'invoice',
      subject: 'Invoice with our company name',
      asks: 'Could you send the invoice of order 48102 again, made out to our company instead of me? Our accounts need it.',
      answers:
        'Of course. I have made it out to the company you named, with the VAT number from your account, and attached it to your order.',
      adds: 'The VAT number has one digit missing, I am afraid: it ends in 14.',
      closes:
        'Thank you for spotting it. The corrected invoice is in your account now; the first one has been cancelled.',
    },
    account: {
      tag: 'account',
      subject: 'Cannot sign in',
      asks: 'I have asked for a new password three times and no mail comes. It is not in spam either.',
      answers:
        'Your account has the address with a dot missing before the @ domain, so the mails went nowhere. I have mended it and sent a new link just now.',
      adds: 'It came! But it says the link has expired.',
      closes: 'Only the newest of the links works. I have sent one more and deleted the others; it is good for a day.',
    },
    question: {
      tag: 'advice',
      subject: 'Which grind for a moka pot?',
      asks: 'Which setting of the hand grinder do you recommend for a moka pot? The leaflet only speaks of espresso and filter.',
      answers:
        'Between the two: start at 12 clicks from closed. If it tastes bitter go to 14, if it is thin go to 10. And fill the basket without pressing.',
      adds: 'And do I need to change it for decaf?',
      closes: 'One click finer, as decaf is more brittle and falls apart into coarser bits. Enjoy!',
    },
    cancel: {
      tag: 'order change',
      subject: 'Please change my order',
      asks: 'I have just ordered two tins of the same tea by mistake (order 48377). Can you make it one?',
      answers:
        'Done: one tin, and the price of the other goes back to your card today. The parcel leaves this afternoon as planned.',
      adds: 'Could you add a sample of the smoked one instead?',
      closes: 'With pleasure, it is in the parcel, free of charge. Tell us how you like it.',
    },
  },
};

export type DemoWords = typeof en;
export type Topic = keyof DemoWords['topics'];
