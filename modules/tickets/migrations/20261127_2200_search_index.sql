-- How much waits for its place in an index is a setting of the connection: an import may let more of it come together.
alter index ticket_search_words_idx reset (gin_pending_list_limit);
alter index ticket_comment_words_idx reset (gin_pending_list_limit);
alter index ticket_note_words_idx reset (gin_pending_list_limit);
