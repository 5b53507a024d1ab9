SELECT to_char(p.at AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS"Z"'), p.deployment, p.session_user_name, p.command, p.object
FROM atlas_guard.passed p
ORDER BY p.at DESC
LIMIT 1000
