x = /a/gig;
