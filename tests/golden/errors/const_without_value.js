const answer;
