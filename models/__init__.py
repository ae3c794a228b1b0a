"""The domain of a khối thi đua: frozen records and pure functions, standard library only."""
