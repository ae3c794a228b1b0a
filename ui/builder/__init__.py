"""The table builder: a tree editor over a draft of the scoring table, and the editor of a criterion's rule."""
