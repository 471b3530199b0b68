client:ping()
