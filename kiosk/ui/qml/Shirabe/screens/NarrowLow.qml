/* All filters in low reach: the list above is for reading, the deck has the groups and choices. */
ResultsLow {}
