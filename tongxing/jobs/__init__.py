"""就业: vacancies, seekers, applications, and who fits whom."""
