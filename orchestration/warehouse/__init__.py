"""dbt models in a private build file; write, audit, publish."""
