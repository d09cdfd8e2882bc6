-- What somebody did of one kind: without it, all that they ever did was read to say that they never did that.
create index activity_by_actor_and_action on activity (account_id, actor_id, action, id) where actor_id is not null;
